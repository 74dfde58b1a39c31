package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/game"
	"github.com/undercut-sim/undercut/scenario"
)

const playHelp = `Play a wargame on the market: roles make moves turn by turn, on the engine that
undercut run uses, in one future.

You play the roles of --roles at a prompt (type help there), those of --auto
choose for themselves, and everybody else follows the scenario's script. The
game is saved after every move. With --moves the moves come from a file and
nothing is asked. At the end a debrief says what each move changed against not
making it, in your future and in others.

--list prints the roles: whom they play, what they are after, what they may do.
docs/play.md has a game to begin with.`

// Sizes of a game.
const (
	gameMonths     = 24
	gameTurn       = 3
	debriefFutures = 20
	mostDebrief    = 10_000
)

// playOptions are the flags of "undercut play".
type playOptions struct {
	roles, auto, sets          []string
	belief, from               string
	seed, future               int64
	turn, months               int
	moves, again, replay, save string
	adopt, list                bool
	futures, workers           int
	format                     string
}

// playCommand is "undercut play".
func playCommand(e *env) *cobra.Command {
	var o playOptions
	cmd := &cobra.Command{
		Use:   "play [SCENARIO]",
		Short: "Play a wargame: make moves for states, labs and investors",
		Long:  playHelp,
		Example: `  undercut play --list
  undercut play --roles beijing,washington,closed-lab=anthropic --save game.yaml
  undercut play --roles washington --auto beijing
  undercut play --continue game.yaml
  undercut play --moves docs/examples/game.yaml --save played.yaml
  undercut play --replay played.yaml --workers 1`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(cmd, args); err != nil {
				return badInput{err}
			}
			return e.play(cmd.Context(), args, o)
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&o.roles, "roles", nil, "`ROLE`s that you play, each as ROLE or ROLE=BLOC-OR-FIRM")
	f.StringSliceVar(&o.auto, "auto", nil, "`ROLE`s that play best replies, in the same form")
	f.StringVar(&o.moves, "moves", "", "play the game in `FILE` to its end, without a prompt")
	f.StringVar(&o.again, "continue", "", "go on with the game in `FILE`, at the prompt, and save it there")
	f.StringVar(&o.replay, "replay", "", "play the game in `FILE` again and compare it with its record")
	f.StringVar(&o.save, "save", "", "`FILE` to save the game in (default, at a prompt, game.yaml)")
	f.BoolVar(&o.adopt, "adopt", false, "take the moves of a game of another engine, data or scenario as a new game")
	f.BoolVar(&o.list, "list", false, "list the roles with what they may do, and end")
	f.StringVar(&o.belief, "belief", "", "from which ranges numbers are drawn (default the scenario's first)")
	f.StringArrayVar(&o.sets, "set", nil, "change a number: `path=value`; may be repeated")
	f.Int64Var(&o.seed, "seed", 1, "seed of all luck")
	f.Int64Var(&o.future, "future", 0, "`N`umber of the future to play in, from 0")
	f.StringVar(&o.from, "from", "", "first month, `YYYY-MM` (default when the scenario stops following the known past, or a turn after its start)")
	f.IntVar(&o.turn, "turn", gameTurn, "months of a turn, 1 or 3")
	f.IntVar(&o.months, "months", gameMonths, "months of the game")
	f.IntVar(&o.futures, "futures", debriefFutures, "futures of the debrief, the game's own and those after it")
	f.IntVar(&o.workers, "workers", 0, "games simulated at the same time; 0: one per processor")
	f.StringVar(&o.format, "format", "text", "the debrief: text or json")
	cmd.ValidArgs = scenario.Names()
	return cmd
}

// gameFlags say what a new game is; a file says it itself.
var gameFlags = []string{"roles", "auto", "belief", "set", "seed", "future", "from", "turn", "months"}

// check returns what is wrong with the flags taken together.
func (o *playOptions) check(cmd *cobra.Command, args []string) error {
	given := func(flag string) bool { return cmd.Flags().Changed(flag) }
	var files []string
	for _, flag := range []string{"moves", "continue", "replay", "list"} {
		if given(flag) {
			files = append(files, "--"+flag)
		}
	}
	switch {
	case len(files) > 1:
		return fmt.Errorf("%s exclude each other: give one", strings.Join(files, " and "))
	case o.format != "text" && o.format != "json":
		return fmt.Errorf("--format is %q: want text or json", o.format)
	case o.futures < 1 || o.futures > mostDebrief:
		return fmt.Errorf("--futures is %d: want 1 to %d", o.futures, mostDebrief)
	case o.workers < 0:
		return fmt.Errorf("--workers is %d: want 1 or more, or 0 for one per processor", o.workers)
	case len(files) == 0 && len(o.roles) == 0:
		return errors.New("whom do you play? give --roles, some of " + roleList() + "; undercut play --list says what they may do")
	case o.list && given("format"):
		return errors.New("--list prints text: leave --format out, it is for the debrief of a game")
	case o.adopt && o.replay != "":
		return errors.New("--replay compares a game with its record and --adopt drops the record: to play its moves as a new game give --moves FILE --adopt --save NEW")
	case o.adopt && o.save == "" && o.again != "":
		return errors.New("--adopt makes a new game: say where with --save FILE, the old one stays as it is")
	case o.adopt && len(files) == 0:
		return errors.New("--adopt takes the moves of a file: give it with --moves or --continue")
	case o.save != "" && o.replay != "":
		return errors.New("--replay changes nothing, so there is nothing to save: leave --save out, or use --moves")
	}
	if len(files) > 0 {
		if len(args) > 0 {
			return fmt.Errorf("%s knows its scenario: leave out %q", files[0], args[0])
		}
		for _, flag := range gameFlags {
			if given(flag) {
				return fmt.Errorf("--%s is for a new game, %s knows its own: leave it out", flag, files[0])
			}
		}
	}
	return nil
}

func roleList() string {
	var names []string
	for _, r := range game.Roles() {
		names = append(names, r.Name)
	}
	return strings.Join(names, ", ")
}

// play runs a command line of "undercut play".
func (e *env) play(ctx context.Context, args []string, o playOptions) error {
	if o.list {
		return printRoles(e.out)
	}
	s := sitting{env: e, o: o, file: o.moves + o.again + o.replay}
	var err error
	if s.file == "" {
		err = s.begin(args)
	} else {
		err = s.load()
	}
	if err != nil {
		return err
	}
	switch {
	case o.replay != "":
		return s.replay(ctx)
	case o.moves != "":
		return s.playOut(ctx)
	}
	return s.prompt(ctx)
}

// A sitting is a game that is played now.
type sitting struct {
	*env
	o     playOptions
	file  string // that the game came from; "" if it is new
	text  []byte // of that file
	saves string // where it is saved; "" if it is not
	disk  []byte // what this sitting read or wrote there last; nil: there was no file
	table *game.Table
	scene string // path of the scenario if it is a file

	replays string // how a replay agrees with the record; "" if it is none
}

// begin makes a new game of the flags.
func (s *sitting) begin(args []string) error {
	name := defaultScenario
	if len(args) > 0 {
		name = args[0]
	}
	base, err := scenario.Load(name, s.readFile, evidence.Parameters, nil, s.o.sets)
	if err != nil {
		return badInput{err}
	}
	g := &game.Game{
		Scenario: name, Belief: s.o.belief, Set: s.o.sets, Seed: s.o.seed, Future: s.o.future, Turn: s.o.turn, Months: s.o.months,
	}
	if g.Belief == "" && len(base.Beliefs) > 0 {
		g.Belief = base.Beliefs[0]
	}
	if g.From, err = s.o.first(base); err != nil {
		return badInput{err}
	}
	for _, list := range []struct {
		roles []string
		by    string
	}{{s.o.roles, game.ByMoves}, {s.o.auto, game.ByBest}} {
		for _, r := range list.roles {
			role, is, _ := strings.Cut(strings.TrimSpace(r), "=")
			if slices.ContainsFunc(g.Seats, func(x game.Seat) bool { return x.Name == role }) {
				return badInput{fmt.Errorf("%s is named twice in --roles and --auto: name it once", role)}
			}
			g.Seats = append(g.Seats, game.Seat{Name: role, Is: is, By: list.by})
		}
	}
	s.saves = or(s.o.save, "game.yaml")
	if err := free(s.saves); err != nil {
		return badInput{fmt.Errorf("%w; go on with it by --continue %s, or name another with --save", err, s.saves)}
	}
	return s.sit(g, "")
}

// first is the month of the first turn.
func (o *playOptions) first(sc *scenario.Scenario) (undercut.Month, error) {
	switch {
	case o.from != "":
		m, err := undercut.ParseMonth(o.from)
		if err != nil {
			return 0, fmt.Errorf("--from: %w", err)
		}
		return m, nil
	case sc.World.Technology != nil && sc.World.Technology.ListedUntil > sc.World.Start:
		return sc.World.Technology.ListedUntil, nil
	}
	return sc.World.Start + undercut.Month(o.turn), nil
}
