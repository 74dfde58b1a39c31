package game

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
)

// world is the flagship, loaded once.
var world = sync.OnceValue(func() *scenario.Scenario {
	sc, err := scenario.Load("ai-overproduction", nil, evidence.Parameters, []string{"default"}, nil)
	if err != nil {
		panic(err)
	}
	return sc
})

const head = `scenario: ai-overproduction
seed: 1
future: 3
from: 2027-01
turn: 3
months: 12
`

const everybody = `roles: [{ name: beijing }, { name: washington }, { name: closed-lab }, { name: open-lab }, { name: chip-maker }, { name: investor }]
`

const someMoves = `moves:
  - { name: duty, turn: 1, role: washington, move: { tariff: { on: cn, segments: [vehicle], rate: 0.5 } } }
  - { turn: 1, role: beijing, move: { grant: { segments: [language], amount: 20 } } }
  - { turn: 2, role: open-lab, move: { price_war: { factor: 0.6 } } }
  - { turn: 2, role: closed-lab, move: { licence: { licence: open, to: 2027-10 } } }
  - { turn: 3, role: washington, end: duty }
  - { turn: 4, role: washington, move: { export_control: { on: cn, train: 2, serve: 2 } } }
`

// sit reads a game and seats it; it must be sound.
func sit(t *testing.T, text string) *Table {
	t.Helper()
	table, err := seat(text)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func seat(text string) (*Table, error) {
	g, err := Read("g.yaml", []byte(text))
	if err != nil {
		return nil, err
	}
	return g.Sit(world())
}

// played plays a whole game.
func played(t *testing.T, table *Table) []Turn {
	t.Helper()
	turns, err := table.Play(table.Turns())
	if err != nil {
		t.Fatal(err)
	}
	return turns
}

// digests are what two games are compared by: every number of every turn.
func digests(turns []Turn) string {
	var all []string
	for _, u := range turns[1:] {
		all = append(all, u.Digest)
	}
	return strings.Join(all, " ")
}

func TestAGameSavedAndLoadedIsTheSameGame(t *testing.T) {
	first := sit(t, head+everybody+someMoves)
	turns := played(t, first)
	first.Keep(Versions{"1", "2"}, turns)
	text := first.Text()
	second := sit(t, string(text))
	if again := second.Text(); string(again) != string(text) {
		t.Errorf("the file changes when it is read and written:\n%s\n%s", text, again)
	}
	if got := digests(played(t, second)); got != digests(turns) {
		t.Errorf("loaded it plays %s, before %s", got, digests(turns))
	}
	if exact, err := second.Verify(played(t, second)); !exact || err != nil {
		t.Errorf("its record is exact: %v, %v", exact, err)
	}
}

// Neither the order of roles in a file nor that of their moves within a turn
// means anything.
func TestTheOrderOfRolesDoesNotMatter(t *testing.T) {
	want := played(t, sit(t, head+everybody+someMoves))
	roles := `roles: [{ name: investor }, { name: open-lab }, { name: washington }, { name: chip-maker }, { name: closed-lab }, { name: beijing }]
`
	lines := strings.SplitAfter(someMoves, "\n")
	for i, j := 1, len(lines)-2; i < j; i, j = i+1, j-1 {
		lines[i], lines[j] = lines[j], lines[i]
	}
	got := played(t, sit(t, head+roles+strings.Join(lines, "")))
	if digests(got) != digests(want) || fmt.Sprint(got[4].Scores) != fmt.Sprint(want[4].Scores) {
		t.Errorf("with roles and moves in reverse the game ends with %v, not %v", got[4].Scores, want[4].Scores)
	}
}

// neutral is a lever of size zero of every kind that a role may use.
var neutral = map[string]string{
	"subsidy":          "{ segments: [vehicle], rate: 0 }",
	"purchase_subsidy": "{ segments: [vehicle], rate: 0 }",
	"grant":            "{ segments: [language], amount: 0 }",
	"tariff":           "{ on: jp, segments: [vehicle], rate: 0 }",
	"ban":              "{ on: jp, segments: [vehicle], scope: none }",
	"licence":          "{ licence: own }",
	"price_war":        "{ factor: 1 }",
	"export_control":   "{ on: cn, train: 1, serve: 1 }",
	"distillation":     "{ on: cn, lag: 0, cost: 1 }",
	"research":         "{ factor: 1 }",
	"tier":             "{ tier: both }",
	"niche":            "{ blocs: [us, cn, eu, jp, row] }",
	"chip_price":       "{ factor: 1 }",
	"backing":          "{ firms: [openai], amount: 0 }",
	"capital":          "{ factor: 1 }",
	"open_weights":     "{ segments: [language], rule: none }",
	"procurement":      "{ segments: [vehicle], amount: 0 }",
	"compute_tax":      "{ rate: 0 }",
	"alliance":         "", // has no size
	"bailout":          "",
	"embargo":          "",
}

func TestAMoveOfSizeZeroChangesNothing(t *testing.T) {
	want := digests(played(t, sit(t, head+everybody)))
	for _, r := range Roles() {
		for _, p := range r.Powers {
			l, ok := neutral[p.Kind]
			if !ok {
				t.Errorf("%s may use %s, of which this test knows no size zero", r.Name, p.Kind)
			}
			if l == "" {
				continue
			}
			table := sit(t, head+everybody+fmt.Sprintf("moves: [{ turn: 2, role: %s, move: { %s: %s } }]\n", r.Name, p.Kind, l))
			if got := digests(played(t, table)); got != want {
				t.Errorf("%s by %s of size zero moves the market", p.Kind, r.Name)
			}
		}
	}
}

// The past does not know the future: a move moves nothing before its turn, and
// something after it.
func TestAMoveWorksFromItsTurnOn(t *testing.T) {
	none := played(t, sit(t, head+everybody))
	one := played(t, sit(t, head+everybody+"moves: [{ turn: 3, role: washington, move: { tariff: { on: cn, segments: [vehicle], rate: 1 } } }]\n"))
	for n := 1; n <= 4; n++ {
		if same := one[n].Digest == none[n].Digest; same != (n < 3) {
			t.Errorf("a move of turn 3: turn %d is as without it: %v", n, same)
		}
	}
}

// A game is its scenario with more levers in it.
func TestAMoveIsALeverOfTheScenario(t *testing.T) {
	file := `name: over
title: over
levers: [{ tariff: { name: wall, from: 2027-04, to: 2027-10, by: us, on: cn, segments: [vehicle, drone], rate: 0.7 } }]
`
	read := func(string) ([]byte, error) { return []byte(file), nil }
	over, err := scenario.Load("ai-overproduction", read, evidence.Parameters, []string{"default", "over.yaml"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	g, err := Read("g.yaml", []byte(head+everybody))
	if err != nil {
		t.Fatal(err)
	}
	scripted, err := g.Sit(over)
	if err != nil {
		t.Fatal(err)
	}
	moved := sit(t, head+everybody+`moves:
  - { name: wall, turn: 2, role: washington, move: { tariff: { on: cn, segments: [vehicle, drone], rate: 0.7 } } }
  - { turn: 4, role: washington, end: wall }
`)
	if digests(played(t, moved)) != digests(played(t, scripted)) {
		t.Error("a tariff moved and ended is another than the same tariff in the scenario")
	}
}

// Ending a lever of the script is the script with an earlier end.
func TestAnEndOfTheScriptIsAnEarlierEnd(t *testing.T) {
	early, err := scenario.Load("ai-overproduction", nil, evidence.Parameters, []string{"default"}, []string{"levers.us-car-duty-2024.to=2027-04"})
	if err != nil {
		t.Fatal(err)
	}
	g, err := Read("g.yaml", []byte(head+everybody))
	if err != nil {
		t.Fatal(err)
	}
	scripted, err := g.Sit(early)
	if err != nil {
		t.Fatal(err)
	}
	moved := sit(t, head+everybody+"moves: [{ turn: 2, role: washington, end: us-car-duty-2024 }]\n")
	if digests(played(t, moved)) != digests(played(t, scripted)) {
		t.Error("a duty ended by a move is another than the same duty ended in the file")
	}
}

// Where a state and its lab want different licences the state's order stands,
// whoever came first.
func TestAStateStandsOverItsLab(t *testing.T) {
	const order = "{ turn: %d, role: beijing, move: { licence: { firms: [deepseek], licence: closed } } }"
	const wish = "{ turn: %d, role: open-lab, move: { licence: { licence: open } } }"
	want := digests(played(t, sit(t, head+everybody+"moves: ["+fmt.Sprintf(order, 1)+"]\n")))
	for _, turn := range []int{1, 2} {
		table := sit(t, head+everybody+"moves: ["+fmt.Sprintf(order, 1)+", "+fmt.Sprintf(wish, turn)+"]\n")
		if got := digests(played(t, table)); got != want {
			t.Errorf("a lab that opens in turn %d escapes its state's order of turn 1", turn)
		}
	}
}
