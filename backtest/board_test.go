package backtest

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/undercut-sim/undercut/score"
)

// price is a row whose scores are given; its interval holds what came.
func price(series, origin string, horizon int, crps, base float64) Row {
	return Row{
		Episode: series, World: "w", Measure: "price", Origin: origin, At: "x", Horizon: horizon, Last: 1, Observed: 1,
		Q: [7]float64{0.5, 0.6, 0.8, 1, 1.2, 1.5, 2}, CRPS: crps, PIT: 0.5, Winkler: 1,
		Base: []Baseline{{Name: "farmer-lafond", CRPS: base, Winkler: 2, Lo: 0.4, Hi: 2}},
	}
}

func boardOf(t *testing.T, rows []Row, chances []Chance) *Board {
	t.Helper()
	b, err := NewBoard(&Results{Study: &Study{Rows: rows, Chances: chances}})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Four rows of two series, by hand: a has 1 and 3 against 2 and 2, b has 5 and 7
// against 2 and 2. Each series weighing one the simulator has (2+6)/2 = 4, the
// method 2; differences are 0 and 4, so 2 ± √((4+4)/1/2) = 2 ± 2. Pooled the sum
// of a's deviations from 2 is -4 and that of b's +4: √(2/1 (16+16)/16) = 2.
func TestTotalsByHand(t *testing.T) {
	b := boardOf(t, []Row{price("a", "2000", 1, 1, 2), price("a", "2001", 1, 3, 2), price("b", "2000", 1, 5, 2), price("b", "2001", 1, 7, 2)}, nil)
	if len(b.Totals) != 1 || b.Totals[0].Series != 2 {
		t.Fatalf("totals are %+v: want one of two series", b.Totals)
	}
	for name, v := range map[string]Versus{"even": b.Totals[0].Even, "pooled": b.Totals[0].Pooled} {
		if v.Simulated != 4 || v.Method0 != 2 || v.Diff != 2 || math.Abs(v.SE-2) > 1e-12 || v.Mark() != "~" {
			t.Errorf("%s: %+v: want 4 against 2, 2 ± 2, ~", name, v)
		}
	}
}

// Series weigh one in Even, however many rows they have.
func TestSeriesWeighOne(t *testing.T) {
	rows := []Row{price("a", "2000", 1, 1, 1), price("b", "2000", 1, 3, 1)}
	for _, o := range []string{"2001", "2002", "2003"} {
		rows = append(rows, price("b", o, 1, 3, 1))
	}
	b := boardOf(t, rows, nil)
	if got := b.Totals[0]; got.Even.Simulated != 2 || got.Pooled.Simulated != 13.0/5 {
		t.Errorf("means are %g and %g: want 2 and 2.6", got.Even.Simulated, got.Pooled.Simulated)
	}
}

// A simulator that scores as a method does is neither better nor worse.
func TestEqualsAreUndecided(t *testing.T) {
	var rows []Row
	for i, o := range []string{"2000", "2001", "2002"} {
		rows = append(rows, price("a", o, 1, float64(i), float64(i)), price("b", o, 1, 2, 2))
	}
	b := boardOf(t, rows, nil)
	for _, l := range b.Lines {
		if v, ok := l.Versus("farmer-lafond"); !ok || v.Mark() != "~" || v.Diff != 0 {
			t.Errorf("%s: %+v: want ~", l.Episode, v)
		}
	}
	if b.Totals[0].Even.Mark() != "~" || len(b.Misses) != 0 {
		t.Errorf("totals %+v, misses %+v: want ~ and none", b.Totals, b.Misses)
	}
}

// The board does not hang on the order of rows.
func TestOrderOfRowsMovesNothing(t *testing.T) {
	r, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	study := *r.Study
	study.Rows, study.Chances = append([]Row(nil), r.Rows...), append([]Chance(nil), r.Chances...)
	rng := rand.New(rand.NewPCG(1, 2))
	rng.Shuffle(len(study.Rows), func(i, k int) { study.Rows[i], study.Rows[k] = study.Rows[k], study.Rows[i] })
	rng.Shuffle(len(study.Chances), func(i, k int) { study.Chances[i], study.Chances[k] = study.Chances[k], study.Chances[i] })
	one, err1 := NewBoard(r)
	two, err2 := NewBoard(&Results{Study: &study, AI: r.AI})
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if a, b := printed(one), printed(two); a != b {
		t.Errorf("rows in another order give another board:\n%.2000s\n%.2000s", a, b)
	}
}

// Nor do scores hang on the order of futures.
func TestOrderOfMembersMovesNothing(t *testing.T) {
	members := []float64{0.3, -1, 2, 0.7, 0.1}
	at := func(x []float64) scores {
		e, err := score.NewEnsemble(x, nil)
		if err != nil {
			t.Fatal(err)
		}
		s, err := judge(e, 0.5)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if a, b := at(members), at([]float64{2, 0.1, 0.3, -1, 0.7}); a != b {
		t.Errorf("%+v and %+v: want the same", a, b)
	}
}

// Wilson's interval of 8 of 10 at 90%, z = 1.6448536: by hand
// (0.8 + z²/20 ± z √(0.016 + z²/400))/(1 + z²/10) = 0.541 to 0.931.
func TestWilsonByHand(t *testing.T) {
	i := Wilson(score.Share{Hits: 8, N: 10})
	if math.Abs(i.Lo-0.54079) > 1e-4 || math.Abs(i.Hi-0.93144) > 1e-4 {
		t.Errorf("interval is %.5f to %.5f: want 0.54079 to 0.93144", i.Lo, i.Hi)
	}
}

// Misses stand with the worst first, and only what lost by two errors or lies
// outside is one.
func TestMissesAreSorted(t *testing.T) {
	var rows []Row
	for i, o := range []string{"2000", "2001", "2002"} {
		wave := 0.01 * float64(i)
		rows = append(rows, price("a", o, 1, 1.2+wave, 1), price("b", o, 1, 1.9+wave, 1), price("c", o, 1, 1+wave, 1.5))
	}
	hard := price("d", "2000", 5, 1, 1)
	hard.Hard, hard.Observed = true, 0.05
	inside := price("e", "2000", 5, 1, 1)
	inside.Hard = true
	b := boardOf(t, append(rows, hard, inside), nil)
	var names []string
	for i, m := range b.Misses {
		if i > 0 && m.By > b.Misses[i-1].By {
			t.Errorf("miss %d is %g after %g", i, m.By, b.Misses[i-1].By)
		}
		if m.Line != nil {
			names = append(names, m.Line.Episode)
		} else {
			names = append(names, m.Case.Episode)
		}
	}
	if want := []string{"d", "b", "a"}; !reflect.DeepEqual(names, want) {
		t.Errorf("misses are %v: want %v", names, want)
	}
}

// A case passes if it is inside and its interval score is smaller; without a
// published forecast there is nothing that it beat.
func TestCasesPassByHand(t *testing.T) {
	r := price("solar_pv", "2008", 5, 1, 1)
	r.Hard = true
	if c := r.asCase(); !c.Passed() || c.Beyond != 0 {
		t.Errorf("%+v: want passed", c)
	}
	r.Observed = 2 * math.Sqrt(4) // one width of the logs from 0.5 to 2 is ln 4
	if c := r.asCase(); c.Inside || math.Abs(c.Beyond-0.5) > 1e-12 {
		t.Errorf("%+v: want half a width outside", c)
	}
	r.Observed, r.Base = 1, nil
	if c := r.asCase(); c.Passed() {
		t.Error("a case passes against no forecast")
	}
}

// The base rate is that of the other episodes: a's 1 of 2 says one half of b's,
// whose exits do not count for b itself.
func TestClimatologyIsOfOtherEpisodes(t *testing.T) {
	c := func(episode, firm string, odds float64, came bool) Chance {
		return Chance{Episode: episode, World: "w", Firm: firm, Origin: "2000", Years: 5, What: "exit", Odds: odds, Came: came, Known: true}
	}
	all := []Chance{c("a", "x", 0, false), c("a", "y", 1, true), c("b", "x", 0, false), c("b", "y", 0, false)}
	b := boardOf(t, nil, append(all, Chance{Episode: "b", What: "exit", Years: 5, Odds: 1}))
	e := b.Exits[0]
	if e.N != 4 || e.Came != 1 || e.Episodes != 2 || e.Brier != 0 {
		t.Errorf("%+v: want 4 known, 1 came, Brier 0", e)
	}
	// of a the rate is 0: scores 0 and 1; of b it is 1/2: scores 1/4 and 1/4
	if want := (0 + 1 + 0.25 + 0.25) / 4; e.Climatology != want || e.Skill.Value != 1 {
		t.Errorf("climatology scores %g, skill %g: want %g and 1", e.Climatology, e.Skill.Value, want)
	}
}
