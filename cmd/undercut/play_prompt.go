package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/game"
)

// A prompt is a sitting at which people type.
type prompt struct {
	*sitting
	lines chan string // what is typed; closed at its end
	echo  bool        // what is typed does not show by itself
	heads []game.Headline
	turns []game.Turn // played so far, turn 0 first
	turn  int         // that is played now
	role  string      // whose move it is
}

// errQuit ends a game before its end; nothing is wrong.
var errQuit = errors.New("the game was left")

// prompt plays a game turn by turn with what is typed.
func (s *sitting) prompt(ctx context.Context) error {
	p := &prompt{sitting: s, lines: make(chan string), echo: !s.typed}
	if err := s.past(); err != nil {
		return err
	}
	var err error
	if p.heads, err = s.table.Headlines(); err != nil {
		return badInput{err}
	}
	if p.turns, err = s.table.Play(min(len(s.table.Played), s.table.Turns())); err != nil {
		return badInput{err}
	}
	if err := s.keep(p.turns); err != nil {
		return err
	}
	go p.listen()
	p.greet()
	for p.turn = len(s.table.Played) + 1; p.turn <= s.table.Turns(); p.turn++ {
		if err := p.play(ctx); err != nil {
			return p.leave(err)
		}
	}
	return s.debrief(ctx, p.turns)
}

// listen hands on what is typed. It ends with the input, or with the program.
func (p *prompt) listen() {
	in := bufio.NewScanner(p.in)
	for in.Scan() {
		p.lines <- in.Text()
	}
	close(p.lines)
}

// leave says where a game that was not finished is.
func (p *prompt) leave(err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(p.out) // the prompt stands on its line
		return fmt.Errorf("%w in turn %d of %d: everything entered is in %s; go on with: undercut play --continue %s", errInterrupted, p.turn, p.table.Turns(), p.saves, p.saves)
	case errors.Is(err, errQuit):
		fmt.Fprintf(p.out, "Saved in turn %d of %d: go on with undercut play --continue %s\n", p.turn, p.table.Turns(), p.saves)
		return nil
	}
	return err
}

// play plays one turn: moves are asked for until the market takes them.
func (p *prompt) play(ctx context.Context) error {
	t := p.table
	p.show()
	for _, seat := range t.Seats {
		if seat.By != game.ByMoves {
			continue
		}
		p.role = seat.Name
		if err := p.ask(ctx); err != nil {
			return err
		}
	}
	replies, err := t.Reply(ctx, p.turn, p.o.workers)
	if err != nil {
		return err
	}
	turns, err := t.Play(p.turn)
	if err != nil { // what was typed ran; the replies together do not
		for _, r := range replies {
			t.Undo(r.Role, p.turn)
		}
		fmt.Fprintf(p.out, "The best replies do not go together (%v): they stand pat this turn.\n", err)
		if turns, err = t.Play(p.turn); err != nil {
			return err
		}
		replies = nil
	}
	p.turns = turns
	for _, r := range replies {
		p.replied(r)
	}
	return p.keep(turns)
}

func (p *prompt) replied(r game.Reply) {
	text := fmt.Sprintf("%s stands pat (best of %d)", r.Role, r.Tried)
	if r.Made {
		text = fmt.Sprintf("%s: %s (best of %d, expects %s more over %d months)", r.Role, r.Words, r.Tried, chart.Dollars.Format(1e9*r.Gain), game.Ahead)
	}
	fmt.Fprintln(p.out, wrapped(text, "    "))
}

// ask takes what a role types until it is done with the turn.
func (p *prompt) ask(ctx context.Context) error {
	for {
		line, err := p.read(ctx)
		if err != nil {
			return err
		}
		word, rest, _ := strings.Cut(line, " ")
		rest = strings.TrimSpace(rest)
		if rest != "" && slices.Contains(bare, word) {
			fmt.Fprintf(p.out, "Not done: %s stands alone on its line, without %q.\n", word, rest)
			continue
		}
		switch word {
		case "":
		case "done":
			return nil
		case "quit":
			return errQuit
		case "help":
			if rest != "" {
				p.explain(rest)
				break
			}
			fmt.Fprint(p.out, promptHelp)
		case "moves":
			p.moves()
		case "state":
			p.show()
		case "undo":
			if !p.table.Undo(p.role, p.turn) {
				fmt.Fprintf(p.out, "%s has made no move in this turn.\n", p.role)
				break
			}
			fmt.Fprintln(p.out, "Taken back.")
			if err := p.write(); err != nil {
				return err
			}
		case "save":
			p.saveTo(rest)
		default:
			if err := p.enter(line); err != nil {
				return err
			}
		}
	}
}

// bare are the words of the prompt that nothing follows.
var bare = []string{"done", "quit", "moves", "state", "undo"}

const promptHelp = `Type a move, or one of
  moves        what this role may do, and what of its own is in force
  help KIND    what the keys of a kind of move mean
  state        the state of the world once more
  undo         take back the last move of this role in this turn
  done         no more moves of this role in this turn
  save [FILE]  save now, or a copy in FILE; every move is saved anyway
  quit         leave; the game waits for --continue
A move is a kind and its keys, lists with commas: tariff on=cn segments=vehicle
rate=0.5 name=duty. A name is for ending it: end duty. Without to=YYYY-MM it
stays for good.
`

// read prompts and returns a line without the space around it.
func (p *prompt) read(ctx context.Context) (string, error) {
	fmt.Fprintf(p.out, "%s> ", p.role)
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case line, ok := <-p.lines:
		if !ok {
			fmt.Fprintln(p.out)
			return "", errQuit
		}
		if p.echo {
			fmt.Fprintln(p.out, line)
		}
		return strings.TrimSpace(line), nil
	}
}

// enter makes a move and saves it. One that is not allowed, or with which the
// market cannot go on, is told and not made.
func (p *prompt) enter(line string) error {
	m, err := game.RoleNamed(p.role).ParseMove(line)
	if err == nil {
		m.Turn, m.Role = p.turn, p.role
		err = p.table.Add(m)
	}
	if err == nil {
		if _, err = p.table.Play(p.turn); err != nil {
			p.table.Undo(p.role, p.turn)
		}
	}
	if err != nil {
		fmt.Fprintf(p.out, "Not done: %v\n", err)
		return nil
	}
	fmt.Fprintf(p.out, "%s: %s\n", p.table.Moves[len(p.table.Moves)-1].Name, p.table.Words(len(p.table.Moves)-1))
	return p.write()
}

func (p *prompt) saveTo(name string) {
	err := error(nil)
	if name == "" || name == p.saves {
		err = p.write()
		name = p.saves
	} else if err = free(name); err == nil {
		err = p.writeTo(name)
	}
	if err != nil {
		fmt.Fprintf(p.out, "Not saved: %v\n", err)
		return
	}
	fmt.Fprintf(p.out, "Saved in %s.\n", name)
}
