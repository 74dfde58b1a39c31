package contrast

import (
	"context"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/ensemble"
	"github.com/undercut-sim/undercut/evidence"
)

// flagship is the default world until 2028; bulbs is the smallest one.
var (
	flagship = Question{Scenario: "ai-overproduction", Rows: evidence.Parameters, Belief: "default", Sets: []string{"end=2028-12"}}
	bulbs    = Question{Scenario: "../docs/examples/bulbs.yaml", Read: os.ReadFile}
)

func options(t *testing.T, q Question, overlays ...Overlay) []Option {
	t.Helper()
	all, err := q.Load(overlays)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func run(t *testing.T, s Study) *Result {
	t.Helper()
	r, err := s.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Failed) > 0 {
		t.Fatalf("futures fail: %+v", r.Failed)
	}
	return r
}

// lever is an overlay of one lever.
func lever(name, text string) Overlay {
	return Overlay{Name: name, Text: "levers:\n  - " + text + "\n"}
}

func indexOf(t *testing.T, r *Result, name string) int {
	t.Helper()
	i := slices.IndexFunc(r.Names().Firms, func(f undercut.Firm) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("no firm %s", name)
	}
	return i
}

// An option of size zero is doing nothing: every difference is exactly 0, the
// base's own gains too.
func TestAnOptionThatDoesNothingChangesNothing(t *testing.T) {
	r := run(t, Study{Seed: 1, Futures: 3, Watch: "zhipu", Options: options(t, flagship,
		lever("peace", "price_war: { name: peace, from: 2025-01, bloc: cn, segment: language, factor: 1 }"),
		lever("free", "tariff: { name: free, from: 2025-01, by: us, on: cn, segments: [vehicle], rate: 0 }"),
	)})
	for option := range r.rows {
		for n, row := range r.rows[option] {
			for k, x := range row {
				if x != r.rows[0][n][k] && !(x != x && r.rows[0][n][k] != r.rows[0][n][k]) {
					t.Fatalf("future %d: number %d of the ledger is %v with %s and %v without", n, k, x, r.Study.Options[option].Name, r.rows[0][n][k])
				}
			}
		}
		for b, bloc := range r.Names().Blocs {
			for n, x := range r.Sum(option, b) {
				if x != 0 {
					t.Errorf("future %d: %s gains %v from %s", n, bloc.Name, x, r.Study.Options[option].Name)
				}
			}
		}
	}
}

func TestWorkersDoNotMoveResults(t *testing.T) {
	over := options(t, flagship, Overlay{Name: "state-blitz", File: "state-blitz"})
	one := run(t, Study{Seed: 3, Futures: 5, Workers: 1, Watch: "mistral", Options: over})
	many := run(t, Study{Seed: 3, Futures: 5, Workers: 4, Watch: "mistral", Options: over})
	if !same(one.rows, many.rows) {
		t.Error("four workers give another result than one")
	}
	fewer := run(t, Study{Seed: 3, Futures: 2, Workers: 2, Watch: "mistral", Options: over[:2]})
	if !same([][][]float64{one.rows[0][:2], one.rows[1][:2]}, fewer.rows) {
		t.Error("the first two futures of five are not the two of a smaller study")
	}
}

// same compares bits, so that NaN is NaN.
func same(a, b [][][]float64) bool {
	return reflect.DeepEqual(bits(a), bits(b))
}

func bits(x [][][]float64) (out []uint64) {
	for _, option := range x {
		for _, row := range option {
			for _, v := range row {
				out = append(out, math.Float64bits(v))
			}
		}
	}
	return out
}

// The ledger and the recorder of package gauge read the same futures: sums
// over a layer's firms are the outcomes pv.*, exits are exit.*.
func TestLedgersAgreeWithTheIndicators(t *testing.T) {
	over := options(t, flagship, Overlay{Name: "cn-closed", File: "cn-closed"})
	r := run(t, Study{Seed: 1, Futures: 3, Options: over})
	sim := ensemble.Simulation{Seed: 1, Cut: undercut.Date(2024, 12)}
	for _, o := range over {
		sim.Cells = append(sim.Cells, ensemble.Cell{World: o.Name})
		sim.Scenarios = append(sim.Scenarios, o.Scenario)
	}
	if err := sim.Prepare(); err != nil {
		t.Fatal(err)
	}
	work := sim.NewWorker()
	for option := range over {
		for n := range 3 {
			rec := &ensemble.Record{}
			if err := work(option, n, rec); err != nil {
				t.Fatal(err)
			}
			for i, o := range sim.Outcomes() {
				if want, known := fromLedger(r, option, n, o.Name); known && !near(rec.Outcomes[i], want) {
					t.Errorf("future %d of %s: %s is %v, the ledger says %v", n, over[option].Name, o.Name, rec.Outcomes[i], want)
				}
			}
		}
	}
}

// fromLedger is an outcome as the ledger has it.
func fromLedger(r *Result, option, n int, name string) (want float64, known bool) {
	v := r.Names()
	if firm, ok := strings.CutPrefix(name, "exit."); ok {
		i := slices.IndexFunc(v.Firms, func(f undercut.Firm) bool { return f.Name == firm })
		return r.Firm(option, i, Exit)[n] / 12, true
	}
	what, west := strings.CutSuffix(name, "_west")
	what, cn := strings.CutSuffix(what, "_cn")
	if !west && !cn {
		return 0, false // of one kind of model, or at another discount rate
	}
	for b, bloc := range v.Blocs {
		if bloc.Western != west || cn && bloc.Name != "cn" {
			continue
		}
		for _, l := range []undercut.Layer{undercut.Compute, undercut.Model, undercut.App, undercut.Device} {
			switch {
			case what == "pv.research":
				want += r.Layer(option, l, b, Research)[n]
			case what == "pv.subsidy":
				want += r.Layer(option, l, b, Subsidy)[n]
			case what == "pv.profit_"+pools[l]:
				want += r.Layer(option, l, b, Gross)[n]
				if l == undercut.Model {
					want += r.Bloc(option, b, Hosts)[n]
				}
			}
		}
	}
	return want, strings.HasPrefix(name, "pv.")
}

// pools are the layers in the names of outcomes.
var pools = map[undercut.Layer]string{undercut.Compute: "chips", undercut.Model: "model", undercut.App: "app", undercut.Device: "device"}

func near(a, b float64) bool {
	return a != a && b != b || math.Abs(a-b) <= 1e-9*(1+math.Abs(b))
}

// What a state pays makers is what they get, what it takes is what buyers pay
// beyond what sellers receive: the signs of a duty and of a subsidy.
func TestADutyAndASubsidyHaveTheirSigns(t *testing.T) {
	r := run(t, Study{Seed: 1, Futures: 8, Options: options(t, bulbs,
		lever("wall", "tariff: { name: wall, from: 2016-01, by: home, on: away, segments: [bulb], rate: 0.5 }"),
		lever("aid", "subsidy: { name: aid, from: 2016-01, by: away, segments: [bulb], rate: 0.2 }"),
	)})
	const home, away = 0, 1
	makers, buyers, state := Party{Makers, undercut.Device}, Party{Purchasers, undercut.Device}, Party{Kind: State}
	for _, c := range []struct {
		option int
		party  Party
		bloc   int
		sign   float64
		words  string
	}{
		{1, makers, away, -1, "a duty takes from the makers it is on"},
		{1, makers, home, +1, "a duty gives to makers at home"},
		{1, buyers, home, -1, "a duty takes from the buyers who pay it"},
		{1, state, home, +1, "a duty fills the state's purse"},
		{2, makers, away, +1, "a subsidy gives to the makers it is for"},
		{2, makers, home, -1, "a subsidy takes from their rivals"},
		{2, buyers, home, +1, "a subsidy of makers reaches buyers abroad"},
		{2, buyers, away, +1, "a subsidy of makers reaches buyers at home"},
		{2, state, away, -1, "a subsidy empties the state's purse"},
	} {
		for n, x := range r.Gain(c.option, c.party, c.bloc) {
			if !(c.sign*x > 0) {
				t.Errorf("future %d: %s, but the gain is %v", n, c.words, x)
			}
		}
	}
	for n, paid := range r.Bloc(2, away, Paid) {
		if got := r.Layer(2, undercut.Device, away, Subsidy)[n]; !near(got, paid) || !(paid > 0) {
			t.Errorf("future %d: the state pays %v and makers get %v", n, paid, got)
		}
	}
	for n, x := range r.World(2, nil) {
		if sum := r.Sum(2, home)[n] + r.Sum(2, away)[n]; !near(sum, x) {
			t.Errorf("future %d: the blocs gain %v, the world %v", n, sum, x)
		}
	}
}

// A small duty costs buyers what they bought times what its price has risen by,
// to first order (Shephard's lemma), however they change between makers that
// differ in price.
func TestASmallDutyCostsItsBuyersUnitsTimesPrice(t *testing.T) {
	over := options(t, bulbs, lever("toll", "tariff: { name: toll, from: 2016-01, by: home, on: away, segments: [bulb], rate: 0.01 }"))
	r := run(t, Study{Seed: 1, Futures: 4, Options: over})
	for n := range 4 {
		base, toll := rows(t, over[0], n), rows(t, over[1], n)
		for b, bloc := range r.Names().Blocs {
			want := 0.0
			for i := range base {
				if p := &base[i]; p.Market == b && p.Month >= r.layout.start {
					worth := r.layout.present(over[0].Scenario.World.Discount, p.Month)
					want -= 1e-3 * worth * p.Units * (toll[i].Price - p.Price)
				}
			}
			if got := r.Buyers(1, 0, b)[n]; !(math.Abs(got-want) <= 0.05*math.Abs(want)) || want == 0 {
				t.Errorf("future %d: a duty of 1%% gives buyers %s $%vbn, units times the change of price is %v", n, bloc.Name, got, want)
			}
		}
	}
}

// rows are all rows of a future of an option.
func rows(t *testing.T, o Option, n int) (all []undercut.Row) {
	t.Helper()
	k, err := ensemble.NewWalker(o.Scenario)
	if err != nil {
		t.Fatal(err)
	}
	k.Draw(1, uint64(n))
	if err := k.Walk(func(v undercut.View) error { all = append(all, v.Rows...); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

// What a firm's backer gives is in its funding, month by month and discounted.
func TestBackingArrives(t *testing.T) {
	over := options(t, flagship, lever("backed", `backing: { name: backed, from: 2026-01, firms: [moonshot], amount: 2 }`))
	r := run(t, Study{Seed: 1, Futures: 4, Watch: "moonshot", Options: over})
	i := indexOf(t, r, "moonshot")
	for n, x := range r.Change(1, i, Months) {
		if x < 0 {
			t.Errorf("future %d: with $2bn a year given it leaves %v months sooner", n, -x)
		}
	}
	if p := Compare(r.Change(1, i, Funding)); !(p.Mean > 0) {
		t.Errorf("with $2bn a year given it is funded with %v more", p.Mean)
	}
}

// Where an option fails in some futures these are left out of all options, and
// the rest are still pairs.
func TestAFutureThatFailsIsLeftOutOfAllOptions(t *testing.T) {
	aid := lever("aid", "subsidy: { name: aid, from: 2016-01, by: away, segments: [bulb], rate: 0.5 }")
	more := Overlay{Name: "more", Text: aid.Text + "  - subsidy: { name: more, from: 2016-01, by: away, segments: [bulb], rate: { value: 0.4, dist: uniform, low: 0.3, high: 0.7, source: assumption } }\n"}
	s := Study{Seed: 1, Futures: 12, Options: options(t, bulbs, aid, more)}
	r, err := s.Run(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Failed) == 0 || r.N()+len(r.Failed) != 12 {
		t.Fatalf("%d futures ran and %d failed of 12, want some of both", r.N(), len(r.Failed))
	}
	s.Options = s.Options[:2]
	whole := run(t, s)
	for k, n := range r.Futures {
		if r.Firm(1, 1, Gross)[k] != whole.Firm(1, 1, Gross)[n] {
			t.Errorf("future %d stands in the place of another", n)
		}
	}
	for _, f := range r.Failed {
		if f.Option != 2 || slices.Contains(r.Futures, f.Future) || !strings.Contains(f.Err, "below 1") {
			t.Errorf("a failure is %+v, want one of the last option that names the sum of subsidies", f)
		}
	}
}

func TestImpossibleStudiesSayWhy(t *testing.T) {
	ctx := context.Background()
	over := options(t, bulbs, Overlay{Name: "later", Text: "end: 2020-12\n"}, lever("all", "subsidy: { name: all, from: 2016-01, by: away, segments: [bulb], rate: 0.95 }"))
	for _, c := range []struct {
		study Study
		words string
	}{
		{Study{Futures: 5}, "no options"},
		{Study{Futures: 1, Options: over[:1]}, "futures is 1"},
		{Study{Futures: 2, Options: over[:2]}, "later cannot be compared with bulbs"},
		{Study{Futures: 2, Options: over[:1], Watch: "new-lamp"}, `no firm is called "new-lamp"`},
	} {
		if _, err := c.study.Run(ctx, nil); err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("the error is %v, want one with %q", err, c.words)
		}
	}
	if _, err := bulbs.Load([]Overlay{{Name: "a", Text: "title: a\n"}, {Name: "a", Text: "title: b\n"}}); err == nil || !strings.Contains(err.Error(), `"a" comes twice`) {
		t.Errorf("two options of one name: %v", err)
	}
	if _, err := bulbs.Load([]Overlay{lever("bad", "tariff: { name: bad, from: 2016-01, by: nowhere, on: away, segments: [bulb], rate: 1 }")}); err == nil || !strings.Contains(err.Error(), "with bad") || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("an option that names an unknown bloc: %v", err)
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := (&Study{Futures: 2, Options: over[:1]}).Run(stopped, nil); err == nil {
		t.Error("a study that is stopped has a result")
	}
}

// The numbers an option is made of are those that the base lacks.
func TestAddedAreTheNumbersOfTheOption(t *testing.T) {
	over := options(t, flagship, Overlay{Name: "state-blitz", File: "state-blitz"})
	var paths []string
	for _, n := range Added(over[0], over[1]) {
		paths = append(paths, n.Path)
	}
	if want := []string{"levers.blitz-labs.amount", "levers.blitz-makers.rate", "levers.blitz-prices.factor"}; !slices.Equal(paths, want) {
		t.Errorf("state-blitz is made of %q, want %q", paths, want)
	}
}

// What an outcome hangs on is found among the draws: the money that makers get
// follows the rate of the subsidy.
func TestDriverIsWhatTheOutcomeHangsOn(t *testing.T) {
	r := run(t, Study{Seed: 1, Futures: 60, Options: options(t, bulbs,
		lever("aid", "subsidy: { name: aid, from: 2016-01, by: away, segments: [bulb], rate: { value: 0.2, dist: uniform, low: 0.01, high: 0.5, source: assumption } }"),
	)})
	gain := r.Gain(1, Party{Makers, undercut.Device}, 1)
	d, ok := r.Driver(1, gain)
	if !ok || d.Path != "levers.aid.rate" || d.Rho < 0.7 || !(d.High.Mean > d.Low.Mean) {
		t.Errorf("what makers gain follows %+v (%v), want the rate of the subsidy", d, ok)
	}
	if d, ok := r.Driver(1, make([]float64, r.N())); ok {
		t.Errorf("an outcome that never moves follows %+v", d)
	}
}
