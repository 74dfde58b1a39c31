package backtest

import (
	"context"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/indicator"
	"github.com/undercut-sim/undercut/scenario"
	"github.com/undercut-sim/undercut/score"
)

var aiOrigin = undercut.DayOf(2024, 12, 31)

const aiFile = "../episode/ai/scenario.yaml"

// aiScenario is the episode's, with settings.
func aiScenario(t testing.TB, sets ...string) *scenario.Scenario {
	t.Helper()
	sc, err := scenario.Load(aiFile, os.ReadFile, evidence.Parameters, nil, sets)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

// aiSmall are a few futures of the episode, simulated once.
var aiSmall = sync.OnceValues(func() (*AIFutures, error) {
	sc, err := scenario.Load(aiFile, os.ReadFile, evidence.Parameters, nil, nil)
	if err != nil {
		return nil, err
	}
	return AIRun(context.Background(), sc, 1, 60, 0)
})

// The episode has no lever, firm, listed number or row of later than its day; a
// scenario that has is refused with the place.
func TestTheEpisodeKnowsNothingLater(t *testing.T) {
	sc := aiScenario(t)
	if err := aiScriptedLater(sc, aiOrigin); err != nil {
		t.Errorf("the episode: %v", err)
	}
	if len(sc.Levers) == 0 || len(sc.Numbers) < 200 {
		t.Errorf("%d levers and %d numbers: the episode is empty", len(sc.Levers), len(sc.Numbers))
	}
	later, err := scenario.Load("ai-overproduction", os.ReadFile, evidence.Parameters, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = aiScriptedLater(later, aiOrigin)
	for _, want := range []string{"meta-closes is 2026-04", "start of firm skild", "technology.listed_until is 2027-01", "segments.language.size is known from 2026-11-23"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the flagship is let through without %q", want)
		}
	}
}

// What could first be read after the day moves neither weights nor baselines,
// whatever it says.
func TestWeightsDoNotSeeAfterTheirDay(t *testing.T) {
	f, err := aiSmall()
	if err != nil {
		t.Fatal(err)
	}
	e := AIShipped()
	before, err := AIKnownBy(aiOrigin, e)
	if err != nil {
		t.Fatal(err)
	}
	for _, month := range []undercut.Month{undercut.Date(2024, 10), undercut.Date(2025, 3)} {
		e.Prints = append(slices.Clone(e.Prints), evidence.FirstPrint{Indicator: "run_rate.openai", Month: month, Value: 1e6, KnownFrom: aiOrigin + 1})
	}
	after, err := AIKnownBy(aiOrigin, e)
	if err != nil {
		t.Fatal(err)
	}
	a, err1 := f.Weigh(before)
	b, err2 := f.Weigh(after)
	if err1 != nil || err2 != nil || !slices.Equal(a.Weight, b.Weight) || a.ESS != b.ESS {
		t.Errorf("weights moved with rows of the day after: %v %v", err1, err2)
	}
	o := AIObserved{"run_rate.openai", undercut.Date(2025, 12), 20, true}
	x, _ := aiNaive(before, o)
	y, _ := aiNaive(after, o)
	if x != y {
		t.Errorf("the naive forecast moved from %v to %v", x, y)
	}
}

// The effective sample size lies between one and all futures, and weights fall
// with the distance from what was known, where there is one: no revenue has no
// logarithm and counts as missed by four tolerances.
func TestWeightsFollowTheFit(t *testing.T) {
	f, err := aiSmall()
	if err != nil {
		t.Fatal(err)
	}
	e := AIShipped()
	e.Prints = slices.DeleteFunc(e.Prints, func(p evidence.FirstPrint) bool {
		return p.Indicator != "run_rate.openai" || p.Month != undercut.Date(2024, 8)
	})
	k, err := AIKnownBy(aiOrigin, e)
	if err != nil {
		t.Fatal(err)
	}
	w, err := f.Weigh(k)
	if err != nil {
		t.Fatal(err)
	}
	if !(w.ESS >= 1 && w.ESS <= float64(len(w.Weight))) || w.Targets != 1 {
		t.Errorf("ESS is %g by %d targets of %d futures", w.ESS, w.Targets, len(w.Weight))
	}
	x, err := f.Members("run_rate.openai", undercut.Date(2024, 8))
	if err != nil {
		t.Fatal(err)
	}
	for i := range x {
		for j := range x {
			near, far := math.Abs(math.Log(x[i]/3.6)), math.Abs(math.Log(x[j]/3.6))
			if x[i] > 0 && x[j] > 0 && near < far-1e-9 && w.Weight[i] < w.Weight[j] {
				t.Fatalf("a future with %g bn weighs %g, one with %g bn weighs %g: want more for the nearer to 3.6", x[i], w.Weight[i], x[j], w.Weight[j])
			}
		}
	}
}

// Nothing calibrates is said, not weighed alike.
func TestNothingKnownIsAnError(t *testing.T) {
	if _, err := AIKnownBy(undercut.DayOf(2020, 1, 1), AIShipped()); err == nil || !strings.Contains(err.Error(), "2020-01-01") {
		t.Errorf("error is %v: want one that names the day", err)
	}
	f, err := aiSmall()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Weigh(AIKnown{}); err == nil {
		t.Error("futures were weighed by nothing")
	}
	if _, err := f.Members("run_rate.nobody", aiOrigin.Month()); err == nil || !strings.Contains(err.Error(), "run_rate.nobody") {
		t.Errorf("error is %v: want one that names the indicator", err)
	}
}

// What is scored came after the origin, each once.
func TestScoredIsAfterTheOrigin(t *testing.T) {
	list := AIAfter(aiOrigin, undercut.Date(2026, 10), AIShipped(), func(string) bool { return true })
	seen := map[string]bool{}
	for _, o := range list {
		id := o.Indicator + "@" + o.Month.String()
		if o.Month < undercut.Date(2025, 1) || o.Month > undercut.Date(2026, 10) || seen[id] {
			t.Errorf("%s is scored", id)
		}
		seen[id] = true
	}
	for _, want := range []string{"run_rate.openai@2025-12", "run_rate.anthropic@2026-07", "price_gpt4@2025-06", "lag_open@2026-06", "margin_closed@2025-10", "open_tokens@2026-05"} {
		if !seen[want] {
			t.Errorf("%s is not scored", want)
		}
	}
}

// The naive walk is that of learning where steps are equal, so its scale is
// known by hand: changes of ln 2 and 0 have a mean square of (ln 2)²/2 a step.
func TestNaiveByHand(t *testing.T) {
	var prints []evidence.FirstPrint
	for i, v := range []float64{1, 2, 2} {
		prints = append(prints, evidence.FirstPrint{Indicator: "x", Month: undercut.Date(2024, 3+3*i), Value: v})
	}
	f, ok := aiNaive(AIKnown{prints: prints}, AIObserved{"x", undercut.Date(2025, 9), 1, true})
	if want := math.Ln2 / math.Sqrt2 * 2; !ok || math.Abs(f.Scale-want) > 1e-12 || f.Mid != math.Ln2 || f.Freedom != 2 {
		t.Errorf("forecast is %v: want %.4g ± %.4g with 2 degrees of freedom, four steps ahead", f, math.Ln2, want)
	}
	if _, ok := aiDrift(AIKnown{prints: prints}, AIObserved{"x", undercut.Date(2025, 9), 1, true}); ok {
		t.Error("two changes give a walk with drift: its law has no mean")
	}
}

// Members at the observation score nothing; those below count below.
func TestScoresOfMembersByHand(t *testing.T) {
	o := AIObserved{"price_gpt4", undercut.Date(2025, 6), math.E, true}
	s, lost, err := aiMembers(o, []float64{math.E, 1, math.NaN(), 0}, []float64{1, 1, 1, 1})
	if err != nil {
		t.Fatal(err)
	}
	// members 0 and 1 in logs, observation 1: CRPS is ∫₀¹ (1/2)² = 1/4
	if math.Abs(s.CRPS-0.25) > 1e-12 || lost != 0.5 || s.PIT != 0.75 {
		t.Errorf("CRPS %g, PIT %g, %g undefined: want 0.25, 0.75, 0.5", s.CRPS, s.PIT, lost)
	}
}

// First prints that were measured are what the instrument measures of the rows
// seen by their day.
func TestFirstPrintsAreMeasured(t *testing.T) {
	v := evidence.Shipped().View(aiOrigin)
	for series, name := range map[string]string{"lag_cn": "lag_cn", "lag_open": "lag_open", "price_flagship": "price_frontier", "price_gpt4": "price"} {
		in, err := indicator.Named(name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := in.Choose(v, indicator.Choice{At: aiOrigin.String()})
		if err != nil {
			t.Fatal(err)
		}
		at := map[undercut.Month]float64{}
		for _, m := range in.Series(v, a, undercut.DayOf(2023, 3, 31)) {
			at[m.Day.Month()] = m.Mid
		}
		for _, p := range evidence.FirstPrints() {
			if p.Indicator == series && !(math.Abs(at[p.Month]/p.Value-1) < 1e-5) {
				t.Errorf("%s in %v is %g, measured as of %v it is %g", series, p.Month, p.Value, aiOrigin, at[p.Month])
			}
		}
	}
}

// The order of targets of an indicator does not matter to a weight.
func TestLogWeightAveragesAnIndicator(t *testing.T) {
	g := gauge.Target{Indicator: "x", Value: 1, Tolerance: 1, Calibrates: true}
	once := gauge.LogWeight([]gauge.Target{g}, []float64{3})
	twice := gauge.LogWeight([]gauge.Target{g, g}, []float64{3, 3})
	if once != -2 || twice != once {
		t.Errorf("weights are %g and %g: want -2, missed once or in both months", once, twice)
	}
}

// The same question has the same table on any number of workers; another seed
// has another. The month to which it is scored lies in the scenario.
func TestHindcastIsReproducible(t *testing.T) {
	ask := AIAsk{aiScenario(t), 1, 40, 1, aiOrigin, undercut.Date(2026, 10)}
	one, err := AIHindcast(context.Background(), ask, AIShipped())
	if err != nil {
		t.Fatal(err)
	}
	ask.Workers = 3
	three, err := AIHindcast(context.Background(), ask, AIShipped())
	if err != nil || !reflect.DeepEqual(one, three) {
		t.Errorf("one worker and three disagree: %v", err)
	}
	ask.Seed = 2
	other, err := AIHindcast(context.Background(), ask, AIShipped())
	if err != nil || reflect.DeepEqual(one.Rows, other.Rows) {
		t.Errorf("another seed has the same futures: %v", err)
	}
	ask.Until = undercut.Date(2027, 1)
	if _, err := AIHindcast(context.Background(), ask, AIShipped()); err == nil || !strings.Contains(err.Error(), "2027-01") {
		t.Errorf("error is %v: want one that names 2027-01", err)
	}
}

// Intervals lie in each other, the observation is inside where its place in the
// forecast says so, and every forecast of a row is of the same observation.
func TestRowsHangTogether(t *testing.T) {
	tab, err := AIHindcast(context.Background(), AIAsk{aiScenario(t), 1, 40, 0, aiOrigin, undercut.Date(2026, 10)}, AIShipped())
	if err != nil {
		t.Fatal(err)
	}
	if !tab.Thin() || tab.Known < 30 || len(tab.Rows) < 50 {
		t.Errorf("ESS %g by %d first prints, %d rows: want a thin table of 50 or more", tab.ESS, tab.Known, len(tab.Rows))
	}
	for i := range tab.Rows {
		r := &tab.Rows[i]
		for _, m := range AIMethods {
			s := m.Of(r)
			if !s.There {
				continue
			}
			nested := s.Wide.Lo <= s.Most.Lo && s.Most.Lo <= s.Half.Lo && s.Half.Lo <= s.Median &&
				s.Median <= s.Half.Hi && s.Half.Hi <= s.Most.Hi && s.Most.Hi <= s.Wide.Hi
			if !nested || !(s.CRPS >= 0) || s.PIT < 0 || s.PIT > 1 {
				t.Errorf("%s in %v, %s: %+v", r.Indicator, r.Month, m.Name, s)
			}
			if s.PIT > 0.06 && s.PIT < 0.94 && m.Name == "naive" && !s.Inside(r.Value) {
				t.Errorf("%s in %v stands at %g of the naive forecast, outside of its 90%%", r.Indicator, r.Month, s.PIT)
			}
		}
	}
}

// Methods are compared over the observations that all of them have.
func TestSummaryByHand(t *testing.T) {
	s := func(crps float64) AIScore {
		return AIScore{There: true, CRPS: crps, Wide: score.Interval{Lo: 0, Hi: 2}}
	}
	tab := &AITable{Rows: []AIRow{
		{AIObserved: AIObserved{"x", 0, 1, true}, Simulated: s(1), Unweighted: s(2), Naive: s(3)},
		{AIObserved: AIObserved{"y", 0, 3, true}, Simulated: s(3), Unweighted: s(2), Naive: s(5)},
		{AIObserved: AIObserved{"z", 0, 1, true}, Simulated: s(9), Unweighted: s(9)},
		{AIObserved: AIObserved{"w", 0, 1, false}, Simulated: s(9), Unweighted: s(9), Naive: s(9)},
	}}
	list, err := tab.Summary("naive")
	if err != nil || len(list) != 3 {
		t.Fatalf("%d methods, %v: want all but drift", len(list), err)
	}
	for i, want := range []float64{2, 2, 4} {
		if got := list[i]; got.CRPS.Value != want || got.N != 2 || got.Wide != (score.Share{Hits: 1, N: 2}) {
			t.Errorf("%s is %+v: want a mean of %g over two, one inside", got.Method, got, want)
		}
	}
	if list, err := tab.Summary("drift"); list != nil || err != nil {
		t.Errorf("nothing to sum up gives %v, %v", list, err)
	}
}
