package game

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
)

// Whatever is wrong with a game is named with its place, what stands there and
// the way out.
func TestWhatIsWrongIsNamed(t *testing.T) {
	move := func(m string) string { return head + everybody + "moves:\n  - " + m + "\n" }
	for _, c := range []struct {
		name, text string
		says       []string
	}{
		{
			"beyond what the role may", move("{ turn: 1, role: washington, move: { tariff: { on: cn, segments: [vehicle], rate: 5 } } }"),
			[]string{"g.yaml:9:", "moves.#1.move.rate is 5", "washington may go from 0 to 2"},
		},
		{
			"beyond what anybody may", move("{ turn: 1, role: washington, move: { tariff: { on: cn, segments: [vehicle], rate: -1 } } }"),
			[]string{"g.yaml:9:", "moves.#1.move.rate is -1", ">= 0"},
		},
		{
			"not this role's", move("{ turn: 1, role: investor, move: { tariff: { on: cn, segments: [vehicle], rate: 0.1 } } }"),
			[]string{"g.yaml:9:", "is tariff, which is not for investor"},
		},
		{"no kind", move("{ turn: 1, role: washington, move: { tarif: { on: cn } } }"), []string{"g.yaml:9:", `unknown lever "tarif"`, `"tariff"`}},
		{
			"no such role", move("{ turn: 1, role: moscow, move: { tariff: { on: cn, segments: [vehicle], rate: 0.1 } } }"),
			[]string{`moves.#1.role is "moscow"`, "beijing, washington"},
		},
		{"no such turn", move("{ turn: 5, role: washington, end: us-car-duty-2024 }"), []string{"moves.#1.turn is 5", "turns 1 to 4"}},
		{
			"the past", move("{ turn: 2, role: washington, move: { tariff: { from: 2026-01, on: cn, segments: [vehicle], rate: 0.1 } } }"),
			[]string{"moves.#1.move.from is 2026-01", "before turn 2, which begins in 2027-04", "leave `from` out"},
		},
		{
			"too early for its turn", move("{ turn: 1, role: washington, move: { tariff: { from: 2027-07, on: cn, segments: [vehicle], rate: 0.1 } } }"),
			[]string{"is 2027-07, after turn 1", "its own turn"},
		},
		{
			"late in its turn", move("{ turn: 1, role: washington, move: { tariff: { from: 2027-02, on: cn, segments: [vehicle], rate: 0.1 } } }"),
			[]string{"is 2027-02, after 2027-01", "first month of their turn"},
		},
		{
			"ends before it begins", move("{ turn: 2, role: washington, move: { tariff: { to: 2027-04, on: cn, segments: [vehicle], rate: 0.1 } } }"),
			[]string{"moves.#1.move.to is 2027-04", "a later month"},
		},
		{
			"another state's", move("{ turn: 1, role: washington, move: { tariff: { by: eu, on: cn, segments: [vehicle], rate: 0.1 } } }"),
			[]string{`moves.#1.move.by is "eu"`, "washington acts for us", "leave `by` out"},
		},
		{
			"against itself", move("{ turn: 1, role: washington, move: { export_control: { on: us, train: 2, serve: 2 } } }"),
			[]string{`moves.#1.move.on is "us"`, "another bloc"},
		},
		{
			"another firm's", move("{ turn: 1, role: open-lab, move: { licence: { firms: [openai], licence: open } } }"),
			[]string{`moves.#1.move.firms is ["openai"]`, "open-lab is deepseek"},
		},
		{
			"a firm abroad", move("{ turn: 1, role: beijing, move: { licence: { firms: [openai], licence: open } } }"),
			[]string{`moves.#1.move.firms has "openai", which is in us`, "beijing acts for firms in cn"},
		},
		{
			"unknown names", move("{ turn: 1, role: washington, move: { tariff: { on: mars, segments: [vehicle], rate: 0.1 } } }"),
			[]string{`moves.#1.move.on is "mars"`, "us, cn"},
		},
		{"nothing", move("{ turn: 1, role: washington }"), []string{"moves.#1 does nothing", "give move"}},
		{"both", move("{ turn: 1, role: washington, end: us-home-duty, move: { tariff: { on: cn, segments: [vehicle], rate: 0.1 } } }"), []string{"both move and end"}},
		{"nothing to end", move("{ turn: 1, role: closed-lab, end: duty }"), []string{`moves.#1.end is "duty"`, "there is none"}},
		{"not its own to end", move("{ turn: 1, role: beijing, end: us-home-duty }"), []string{`moves.#1.end is "us-home-duty"`, "want one of", "cn-maker-subsidy"}},
		{
			"contradiction", move("{ name: a, turn: 1, role: washington, move: { tariff: { on: cn, segments: [vehicle, drone], rate: 0.1 } } }") +
				"  - { turn: 2, role: washington, move: { tariff: { on: cn, segments: [drone], rate: 0.2 } } }\n",
			[]string{"g.yaml:10:", "moves.#2.move contradicts a of turn 1", "end: a"},
		},
		{
			"two of one name", move("{ name: a, turn: 1, role: washington, end: us-home-duty }") + "  - { name: a, turn: 2, role: washington, end: us-robot-duty }\n",
			[]string{"g.yaml:10:", `two items called "a"`},
		},
		{"a name of the script", move("{ name: us-home-duty, turn: 1, role: closed-lab, move: { price_war: { factor: 0.5 } } }"), []string{"as a lever of the scenario is called"}},
		{"a name inside the lever", move("{ turn: 1, role: closed-lab, move: { price_war: { name: x, factor: 0.5 } } }"), []string{"name the item itself"}},
		{"a law", move("{ turn: 1, role: closed-lab, move: { price_war: { factor: { value: 0.5, dist: uniform, low: 0.4, high: 0.6 } } } }"), []string{"moves.#1.move.factor has a law", "certain"}},
		{
			"too many", head + everybody + "moves: [" + strings.Repeat("{ turn: 1, role: washington, end: us-home-duty }, ", 3) + "{ turn: 1, role: washington, end: us-robot-duty }]\n",
			[]string{"is move 4 of washington in turn 1", "3 a turn"},
		},
		{"a lab that is not there", head + "roles: [{ name: closed-lab, is: mistrall }]\n", []string{"g.yaml:7:", "roles.closed-lab owns nothing here", `"mistrall"`, "mistral"}},
		{"a bloc without labs", head + "roles: [{ name: investor, is: row }]\n", []string{"roles.investor owns nothing here", "us, cn, eu"}},
		{"two of one firm", head + "roles: [{ name: closed-lab, is: deepseek }, { name: open-lab }]\n", []string{"roles.open-lab is deepseek, which closed-lab plays already"}},
		{"no role", head + "roles: [{ name: moscow }]\n", []string{"roles.moscow is no role", "beijing, washington"}},
		{
			"moves of one that chooses", head + "roles: [{ name: beijing, plays: best-response }]\nmoves: [{ turn: 1, role: beijing, end: cn-maker-subsidy }]\n",
			[]string{"moves.#1.role is beijing, which plays by best-response", "play by moves"},
		},
		{"turns of two months", strings.Replace(head, "turn: 3", "turn: 2", 1) + everybody, []string{"turn is 2", "1 (months) or 3 (quarters)"}},
		{"half a turn", strings.Replace(head, "months: 12", "months: 13", 1) + everybody, []string{"months is 13", "12 or 15"}},
		{"after the end", strings.Replace(head, "2027-01", "2035-06", 1) + everybody, []string{"months is 12, which ends in 2036-05", "ends in 2035-12", "at most 6"}},
		{"before the start", strings.Replace(head, "2027-01", "2020-01", 1) + everybody, []string{"from is 2020-01", "from 2023-01 to 2035-12"}},
		{"in the first month", strings.Replace(head, "2027-01", "2023-01", 1) + everybody, []string{"from is 2023-01, with which", "want 2023-02 or later"}},
		{"no room for a turn", strings.Replace(head, "2027-01", "2035-11", 1) + everybody, []string{"from is 2035-11", "an earlier month"}},
		{"half a future", strings.Replace(head, "future: 3", "future: 1.5", 1) + everybody, []string{"future is 1.5", "whole number"}},
		{"an unknown key", head + everybody + "luck: good\n", []string{"g.yaml:8:", `unknown key "luck"`, "seed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := seat(c.text)
			if err == nil {
				t.Fatal("nothing is said")
			}
			for _, words := range c.says {
				if !strings.Contains(err.Error(), words) {
					t.Errorf("%q is not in\n%v", words, err)
				}
			}
		})
	}
}

// All at once, each at its line.
func TestEveryProblemOfAGameIsReportedAtOnce(t *testing.T) {
	_, err := seat(head + everybody + `moves:
  - { turn: 1, role: washington, move: { tariff: { on: cn, segments: [vehicle], rate: 5 } } }
  - { turn: 9, role: washington, end: us-home-duty }
  - { turn: 1, role: moscow, end: us-home-duty }
`)
	var all scenario.Problems
	if !errors.As(err, &all) || len(all) != 3 {
		t.Fatalf("want three problems, got %v", err)
	}
	for i, p := range all {
		if p.File != "g.yaml" || p.Line != 9+i {
			t.Errorf("problem %d is at %s:%d, want g.yaml:%d: %s", i, p.File, p.Line, 9+i, p.Message)
		}
	}
}

// A world without states of that name, labs or chips says so for each role.
func TestARoleThatOwnsNothingIsNamed(t *testing.T) {
	bulbs, err := scenario.Load("../docs/examples/bulbs.yaml", os.ReadFile, evidence.Parameters, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	g, err := Read("g.yaml", []byte(strings.Replace(strings.Replace(head, "ai-overproduction", "./bulbs.yaml", 1), "2027-01", "2016-01", 1)+everybody))
	if err != nil {
		t.Fatal(err)
	}
	_, err = g.Sit(bulbs)
	for _, words := range []string{
		`roles.beijing owns nothing here: it is "cn"`, "want one of home, away as beijing=NAME",
		"roles.closed-lab owns nothing here: it plays a lab, and bulbs has none; leave the role out",
		"roles.chip-maker owns nothing here", "roles.investor owns nothing here",
	} {
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q is not in\n%v", words, err)
		}
	}
}

// A firm that the script keeps out as the game begins cannot be played.
func TestARoleThatIsAbsentIsNamed(t *testing.T) {
	sc, err := scenario.Load("cn-absent", nil, evidence.Parameters, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	g := &Game{Scenario: "cn-absent", From: sc.World.Start + 48, Turn: 3, Months: 3, Seats: []Seat{{Name: "open-lab"}, {Name: "closed-lab"}}}
	_, err = g.Sit(sc)
	if err == nil || !strings.Contains(err.Error(), "roles.open-lab owns nothing here") || strings.Contains(err.Error(), "closed-lab") {
		t.Errorf("want an error for open-lab alone, got %v", err)
	}
}

// A game that came from no file obeys the bounds of a file.
func TestAGameOfFlagsObeysTheBoundsOfAFile(t *testing.T) {
	for words, change := range map[string]func(*Game){
		"months is 0: want 1 to 240":   func(g *Game) { g.Months = 0 },
		"months is 243: want 1 to 240": func(g *Game) { g.Months = 243 },
		"future is -1: want 0 or more": func(g *Game) { g.Future = -1 },
		"seed is -1: want 0 or more":   func(g *Game) { g.Seed = -1 },
		"turn is 0: want 1 to 3":       func(g *Game) { g.Turn = 0 },
	} {
		g := &Game{Scenario: "ai-overproduction", From: world().World.Start + 48, Turn: 3, Months: 3, Seats: []Seat{{Name: "beijing"}}}
		change(g)
		if _, err := g.Sit(world()); err == nil || err.Error() != words {
			t.Errorf("got %v, want %s", err, words)
		}
	}
}

// One mistake is told once.
func TestOneMistakeIsOneError(t *testing.T) {
	for _, move := range []string{
		"{ turn: 0, role: closed-lab, move: { price_war: { factor: 0.5 } } }",
		"{ turn: 1, role: closed-lab, move: { research: { factor: .nan } } }",
		"{ turn: 1, role: closed-lab, move: { research: {} } }",
		"{ turn: 1, role: closed-lab, move: { niche: {} } }",
		"{ turn: 1, role: closed-lab, move: {} }",
	} {
		_, err := seat(head + everybody + "moves:\n  - " + move + "\n")
		var all scenario.Problems
		if !errors.As(err, &all) || len(all) != 1 {
			t.Errorf("%s gives\n%v", move, err)
		}
	}
}

// What a role may is what its errors say.
func TestBoundsAreThoseOfTheRole(t *testing.T) {
	for _, line := range []string{"tariff on=cn segments=vehicle", "tariff on=cn segments=vehicle rate=99"} {
		_, err := RoleNamed("washington").ParseMove(line)
		if err == nil || !strings.Contains(err.Error(), ">= 0 and <= 2 (unit: ad valorem)") {
			t.Errorf("%s: %v, want the bounds 0 to 2", line, err)
		}
	}
}

// What is refused leaves the game as it was.
func TestAMoveThatIsRefusedIsNotMade(t *testing.T) {
	table := sit(t, head+everybody+someMoves)
	before := string(table.Text())
	for _, line := range []string{"tariff on=cn segments=vehicle rate=9", "tariff on=cn segments=vehicle rate=1", "end nothing"} {
		m, err := ParseMove(line)
		if err != nil {
			t.Fatal(err)
		}
		m.Turn, m.Role = 2, "washington"
		if err := table.Add(m); err == nil {
			t.Errorf("%s is made", line)
		}
	}
	if after := string(table.Text()); after != before {
		t.Errorf("refused moves changed the game:\n%s", after)
	}
}

func TestUndoTakesBackTheLastMoveOfARoleInATurn(t *testing.T) {
	table := sit(t, head+everybody+someMoves)
	want := digests(played(t, table))
	for _, line := range []string{"ban on=cn segments=drone scope=all name=last", "end us-home-duty"} {
		m, err := ParseMove(line)
		if err != nil {
			t.Fatal(err)
		}
		m.Turn, m.Role = 2, "washington"
		if err := table.Add(m); err != nil {
			t.Fatal(err)
		}
	}
	back := 0
	for table.Undo("washington", 2) {
		back++
	}
	if back != 2 {
		t.Errorf("%d moves are taken back, there were 2", back)
	}
	if got := digests(played(t, table)); got != want {
		t.Error("after taking back what was added the game is another")
	}
}

func TestAMoveIsTypedInWordsOrAsInAFile(t *testing.T) {
	a, errA := ParseMove("tariff on=cn segments=vehicle,drone rate=0.5 to=2027-10")
	b, errB := ParseMove("tariff: { on: cn, segments: [vehicle, drone], rate: 0.5, to: 2027-10 }")
	if errA != nil || errB != nil || scenario.LeverText(a.Move) != scenario.LeverText(b.Move) {
		t.Errorf("in words %v, as in a file %v (%v, %v)", a, b, errA, errB)
	}
	for line, words := range map[string]string{
		"":                             "empty",
		"tarif on=cn":                  "is no move",
		"tariff on = cn":               "key=value",
		"tariff on=cn rate=a":          `move.rate is "a"`,
		"tariff on=cn colour=red":      `unknown key "colour"`,
		"end":                          "one thing to end",
		"tariff on=cn segments=[ rate": "key=value",
		"tariff: on":                   "",
	} {
		if _, err := ParseMove(line); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v, want it to say %q", line, err, words)
		}
	}
}
