package backtest

import (
	"context"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/indicator"
	"github.com/undercut-sim/undercut/scenario"
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
	for _, want := range []string{"from of lever meta-closes", "start of firm skild", "technology.listed_until is 2027-01", "segments.language.size is known from 2026-11-23"} {
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
