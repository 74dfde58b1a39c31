package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/decision"
)

const exampleGame = "../../docs/examples/games/labs.yaml"

// gameFile writes a game.
func gameFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "game.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

type gamePrinted struct {
	Equilibria []struct {
		Open   []string
		Strict bool
	}
	FromClosed struct {
		Moves []string
		End   string
	} `json:"from_all_closed"`
	Combinations []struct {
		Open, Lab string
		Profit    float64
	}
}

func gameOf(t *testing.T, file string) (p gamePrinted) {
	t.Helper()
	if err := json.Unmarshal([]byte(decide(t, "openness", "--game", file, "--format", "json")), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// In the example two makers of robots play chicken: one opens, either of them.
func TestGameOfTheExample(t *testing.T) {
	p := gameOf(t, exampleGame)
	if len(p.Equilibria) != 2 || !slices.Equal(p.Equilibria[0].Open, []string{"north"}) || !slices.Equal(p.Equilibria[1].Open, []string{"south"}) {
		t.Errorf("equilibria %+v: want north alone, and south alone", p.Equilibria)
	}
	if len(p.Combinations) != 8*3 || !slices.Equal(p.FromClosed.Moves, []string{"north open"}) {
		t.Errorf("%d rows, from all closed %+v: want 24, and north to open", len(p.Combinations), p.FromClosed)
	}
	text, err := os.ReadFile(exampleGame)
	if err != nil {
		t.Fatal(err)
	}
	caring := gameOf(t, gameFile(t, strings.ReplaceAll(string(text), "coordination: 0", "coordination: 0.3")))
	if len(caring.Equilibria) != 1 || len(caring.Equilibria[0].Open) != 2 {
		t.Errorf("with coordination of 0.3 the equilibria are %+v: want both makers to open", caring.Equilibria)
	}
}

// A game of one lab and the flags of the same lab are one answer.
func TestGameOfOneLabIsTheAnswerOfTheFlags(t *testing.T) {
	file := gameFile(t, `{"alpha": 1, "rivals": [1.5], "labs": [{"name": "own", "delta": 2, "cost": 0.5, "complement": 1, "capture": 0.7, "bonus": 0.5, "capacity": 0.3}]}`)
	one := opennessOf(t, "--delta", "2", "--alpha", "1", "--cost", "0.5", "--complement", "1", "--capture", "0.7", "--bonus", "0.5", "--capacity", "0.3", "--rivals", "1.5")
	p := gameOf(t, file)
	for i, want := range []float64{one.Closed.Profit, one.Open.Profit} {
		if got := p.Combinations[i].Profit; got-want > 1e-9 || want-got > 1e-9 {
			t.Errorf("%s: the lab of the game earns %v, that of the flags %v", p.Combinations[i].Open, got, want)
		}
	}
}

func TestGameDrawsAndTabulates(t *testing.T) {
	if svg := decide(t, "openness", "--game", exampleGame, "--format", "svg"); !strings.Contains(svg, "</svg>") || strings.Contains(svg, "NaN") {
		t.Errorf("no picture: %.200s", svg)
	}
	if csv := decide(t, "openness", "--game", exampleGame, "--format", "csv"); strings.Count(csv, "\n") != 1+8*3 {
		t.Errorf("csv has not a header and a row per lab and combination:\n%s", csv)
	}
	// Where nothing is at stake for a lab, the words say so.
	idle := gameFile(t, "alpha: 1\nlabs:\n  - {name: a, delta: 1, cost: 0.5, complement: 1, capture: 0}\n  - {name: b, delta: 1, cost: 0.5, stays: open}\n")
	if text := decide(t, "openness", "--game", idle); !strings.Contains(text, "no choice") || !strings.Contains(text, "1 pure equilibrium of 2 combinations") {
		t.Errorf("the table of a game with a lab without a choice:\n%s", text)
	}
}

func TestBadGamesAreExplained(t *testing.T) {
	lab := "\n  - {name: %, delta: 1, cost: 0.5}"
	nine := "alpha: 1\nlabs:"
	for _, name := range strings.Split("abcdefghi", "") {
		nine += strings.Replace(lab, "%", name, 1)
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{nine, []string{"labs: 9 choose their licence, which makes 2^9 markets; want at most 8"}},
		{"labs:\n  - {name: a, delta: x, cots: 1}", []string{"alpha is missing", `labs.a.delta is "x"`, `unknown key "cots" in labs.a (did you mean "cost"?)`, "labs.a.cost is missing"}},
		{"alpha: 0\nlabs:\n  - {name: a, delta: 1, cost: -1, capture: 2, stays: opn}", []string{"alpha is 0", "labs.a.cost is -1", "labs.a.capture is 2", `labs.a.stays is "opn": want closed or open`}},
		{"[1, 2]", []string{"file is a list"}},
		{"alpha: 1\nlabs: []", []string{"labs is empty"}},
		{"{", []string{"not YAML"}},
	} {
		code, out, errs := undercutRun(t, "openness", "--game", gameFile(t, c.text))
		if code != exitBadInput || out != "" {
			t.Errorf("%q exits with %d and prints %q, want %d and nothing", c.text, code, out, exitBadInput)
		}
		for _, want := range c.want {
			if !strings.Contains(errs, want) {
				t.Errorf("%q: does not say %q:\n%s", c.text, want, errs)
			}
		}
	}
	code, _, errs := undercutRun(t, "openness", "--game", exampleGame, "--delta", "1", "--seed", "2", "--format", "x")
	if code != exitBadInput || !strings.Contains(errs, "--delta is given with --game") || !strings.Contains(errs, "--seed is given") || !strings.Contains(errs, `--format is "x"`) {
		t.Errorf("flags beside a game exit with %d: %s", code, errs)
	}
}

// The help and the document name every key of a game file.
func TestKeysOfAGameAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/decide.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []reflect.Type{reflect.TypeFor[decision.Game](), reflect.TypeFor[decision.DeviceMarket](), reflect.TypeFor[decision.Lab](), reflect.TypeFor[decision.Device]()} {
		for i := range of.NumField() {
			key, _, _ := strings.Cut(of.Field(i).Tag.Get("yaml"), ",")
			if !strings.Contains(gameHelp, key) || !strings.Contains(string(page), "`"+key+"`") {
				t.Errorf("the key %s is not in the help, or not in docs/decide.md", key)
			}
		}
	}
}

// Whatever a game file says, the answer is an answer or an error in words.
func FuzzGame(f *testing.F) {
	example, err := os.ReadFile(exampleGame)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(example))
	f.Add("alpha: 1e6\nno_floor: true\noutside_weight: 0\nlabs:\n  - {name: a, delta: 100, cost: 0, complement: 1e-4, capacity: 1e-300}\n  - {name: b, delta: -100, cost: 0, stays: open}\n")
	f.Fuzz(func(t *testing.T, text string) {
		var g decision.Game
		if err := labsFormat.Read("game", []byte(text), &g).Err(); err != nil {
			return
		}
		s, err := g.Solve()
		if err != nil {
			return
		}
		var out strings.Builder
		if err := gameText(&out, s); err != nil || strings.Contains(out.String(), "NaN") {
			t.Errorf("%q prints (%v)\n%s", text, err, out.String())
		}
	})
}

// A game that is well written and has no prices has failed, as a market of
// undercut equilibrium has: it is no bad input, and labs go by their names.
func TestGameWithoutPricesFails(t *testing.T) {
	code, out, errs := undercutRun(t, "openness", "--game", gameFile(t, "alpha: 1\noutside_weight: 0\nlabs:\n  - {name: west, delta: 2, cost: 1}\n"))
	if code != exitFailure || out != "" {
		t.Errorf("it exits with %d and prints %q, want %d and nothing", code, out, exitFailure)
	}
	if !strings.Contains(errs, "all closed: no equilibrium of prices: west sells every offer") || strings.Contains(errs, "firm 0") || strings.Contains(errs, "Inf") {
		t.Errorf("it says %q, want why there are no prices, and of whom", errs)
	}
}
