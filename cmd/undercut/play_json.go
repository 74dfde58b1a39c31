package main

import (
	"github.com/undercut-sim/undercut/game"
)

// The JSON of a debrief. Differences are of the game as played less the game
// without the move; "own" is in the game's own future, "mean", "lo" and "hi" are
// over the futures; what is undefined is null.
type (
	printedGame struct {
		Scenario string        `json:"scenario"`
		Replays  string        `json:"replays,omitempty"`
		Engine   string        `json:"engine"`
		Evidence string        `json:"evidence"`
		Seed     int64         `json:"seed"`
		Future   int64         `json:"future"`
		From     string        `json:"from"`
		Months   int           `json:"months"`
		Turn     int           `json:"turn_months"`
		Futures  int           `json:"futures"`
		Failed   int           `json:"failed"`
		Marked   []string      `json:"illustrative"` // segments without sources
		Roles    []printedSeat `json:"roles"`
		Turns    []printedTurn `json:"turns"`
		Moves    []printedMove `json:"moves"`
		World    []printedHead `json:"world"`
	}
	printedSeat struct {
		Name    string     `json:"name"`
		Is      string     `json:"is"`
		Plays   string     `json:"plays"`
		Marked  bool       `json:"illustrative"` // the score holds numbers without a source
		Score   any        `json:"score"`
		Against printedGap `json:"against_no_moves"`
		Rest    printedGap `json:"together"`
	}
	printedTurn struct {
		Turn   int            `json:"turn"`
		From   string         `json:"from"`
		Digest string         `json:"digest"`
		Scores map[string]any `json:"scores"`
		Events []game.Event   `json:"events"`
	}
	printedMove struct {
		Name   string                `json:"name"`
		Turn   int                   `json:"turn"`
		Role   string                `json:"role"`
		Words  string                `json:"words"`
		Scores map[string]printedGap `json:"scores"`
		End    map[string]printedGap `json:"end"`
		Mean   map[string]printedGap `json:"mean"`
	}
	printedHead struct {
		Name   string     `json:"name"`
		Unit   string     `json:"unit"`
		Marked bool       `json:"illustrative"`
		Start  any        `json:"start"`
		End    any        `json:"end"`
		Gap    printedGap `json:"against_no_moves"`
	}
	printedGap struct {
		Own  any `json:"own"`
		Mean any `json:"mean"`
		Lo   any `json:"lo"`
		Hi   any `json:"hi"`
	}
)

func printedGapOf(g game.Gap) printedGap {
	return printedGap{orNull(g.Own), orNull(g.Mid), orNull(g.Lo), orNull(g.Hi)}
}

// json prints the game for programs.
func (p *debriefing) json() error {
	t := p.table
	out := printedGame{
		Scenario: t.Scenario.World.Name, Replays: p.replays, Engine: engineVersion, Evidence: here().Evidence, Seed: t.Seed, Future: t.Future,
		From: t.From.String(), Months: t.Months, Turn: t.Turn, Futures: p.Futures, Failed: p.Failed, Moves: []printedMove{}, Marked: append([]string{}, t.Illustrative()...),
	}
	byRole := func(gaps []game.Gap) map[string]printedGap {
		m := map[string]printedGap{}
		for k, g := range gaps {
			m[t.Seats[k].Name] = printedGapOf(g)
		}
		return m
	}
	byHead := func(gaps []game.Gap) map[string]printedGap {
		m := map[string]printedGap{}
		for k, g := range gaps {
			m[p.Headlines[k].Name] = printedGapOf(g)
		}
		return m
	}
	for k, s := range t.Seats {
		out.Roles = append(out.Roles, printedSeat{s.Name, s.Is, s.By, t.Marked(k), orNull(p.Scores[k]), printedGapOf(p.Whole.Scores[k]), printedGapOf(p.Rest[k])})
	}
	for _, u := range p.turns[1:] {
		scores := map[string]any{}
		for k, x := range u.Scores {
			scores[t.Seats[k].Name] = orNull(x)
		}
		out.Turns = append(out.Turns, printedTurn{u.Number, u.From.String(), u.Digest, scores, u.Events})
	}
	for i, m := range t.Moves {
		out.Moves = append(out.Moves, printedMove{m.Name, m.Turn, m.Role, t.Words(i), byRole(p.Moves[i].Scores), byHead(p.Moves[i].End), byHead(p.Moves[i].Mean)})
	}
	first, last := p.turns[0], p.turns[len(p.turns)-1]
	for i, h := range p.Headlines {
		out.World = append(out.World, printedHead{h.Name, h.Unit, h.Marked, orNull(first.Market[i]), orNull(last.Market[i]), printedGapOf(p.Whole.End[i])})
	}
	return printJSON(p.out, out)
}
