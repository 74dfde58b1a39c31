package game

import (
	"bytes"
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/scenario"
)

// A Game is who plays what, and the moves so far. The struct is its own file
// format.
type Game struct {
	Title    string         `yaml:"title,optional" doc:"a line for readers"`
	Scenario string         `yaml:"scenario" doc:"name in the library, or a file beside this one"`
	Belief   string         `yaml:"belief,optional" doc:"overlay that says from which ranges numbers are drawn; absent: those of the scenario"`
	Set      []string       `yaml:"set,optional" doc:"settings, path=value"`
	Seed     int64          `yaml:"seed" min:"0" doc:"seed of all luck"`
	Future   int64          `yaml:"future" min:"0" doc:"number of the future that is played"`
	From     undercut.Month `yaml:"from" doc:"first month of the first turn"`
	Turn     int            `yaml:"turn" unit:"months" min:"1" max:"3" doc:"length of a turn: 1 or 3"`
	Months   int            `yaml:"months" unit:"months" min:"1" max:"240" doc:"length of the game"`
	Seats    []Seat         `yaml:"roles" doc:"who plays whom"`
	Moves    []Move         `yaml:"moves,optional" doc:"what they do"`
	Engine   string         `yaml:"engine,optional" doc:"engine that played it; written by undercut"`
	Evidence string         `yaml:"evidence,optional" doc:"version of the data it was played with; written by undercut"`
	Hash     string         `yaml:"scenario_hash,optional" doc:"hash of the resolved scenario; written by undercut"`
	Played   []Record       `yaml:"played,optional" doc:"the turns that were played; written by undercut"`

	reading *scenario.Reading // of the file it came from; nil for a game made otherwise
}

// A Seat is a role in a game.
type Seat struct {
	Name string `yaml:"name" doc:"role"`
	Is   string `yaml:"is,optional" doc:"bloc or firm that it plays; absent: the one in the table of roles"`
	By   string `yaml:"plays,optional" enum:"moves,rule,best-response" doc:"whence its moves: given, none (the scenario's script), or chosen; absent: moves"`
}

// The ways to play a seat.
const (
	ByMoves = "moves"
	ByRule  = "rule"
	ByBest  = "best-response"
)

// A Move is what a role does in a turn: a lever that comes into force, or the
// end of one.
type Move struct {
	Name string      `yaml:"name,optional" doc:"by which a later move may end it; absent: role and number"`
	Turn int         `yaml:"turn" min:"1" doc:"number of the turn"`
	Role string      `yaml:"role" doc:"who moves"`
	Move lever.Lever `yaml:"move,optional" doc:"a lever as in a scenario; from, and what the role owns, may be left out"`
	End  string      `yaml:"end,optional" doc:"name of an own earlier move, or of an own lever of the scenario, that ends with this turn"`

	path string // where a file has it
}

// A Record is a turn that was played.
type Record struct {
	Turn   int       `yaml:"turn" min:"1" doc:"number of the turn"`
	Digest string    `yaml:"digest" doc:"hash of every number of the game so far"`
	Scores []float64 `yaml:"scores" doc:"of the roles, in the order of the table, so far, $bn"`
}

var format = scenario.Format{
	Noun: "game", Begin: "`undercut play --list`, or docs/play.md", Later: []string{"from", "by", "firms"},
}

// Read reads a game file. What is wrong with it beyond the form of its keys
// shows when the game meets its scenario, in [Game.Check]; both are reported
// there together. The error is only for a file that cannot be read at all.
func Read(name string, text []byte) (*Game, error) {
	g := &Game{}
	g.reading = format.Read(name, text, g)
	for i := range g.Moves {
		g.Moves[i].path = fmt.Sprintf("moves.#%d", i+1)
		if n := g.Moves[i].Name; n != "" {
			g.Moves[i].path = "moves." + n
		}
	}
	if g.Scenario == "" {
		return nil, g.reading.Err()
	}
	return g, nil
}

// Text writes the game as a file. Read gives the same game back.
func (g *Game) Text() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# A game of undercut: go on with undercut play --continue FILE, check it with --replay.\n")
	b.Write(scenario.Write(*g))
	return b.Bytes()
}
