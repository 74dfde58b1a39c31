package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/score"
)

// Sheets of the scoreboard, which text, page and documents share.

func (b *Backtest) goalSheet() sheet {
	s := sheet{Caption: "Goals and what was measured (hindcast). Not worse: not beyond two standard errors.", Head: []string{"Goal", "asked", "measured", "reached"}, Words: true}
	for _, g := range b.Goals {
		s.add(g.What, g.Asked, minus(g.Measured), yesNo(g.Reached))
	}
	return s
}

func (b *Backtest) missSheet() sheet {
	s := sheet{Caption: "Misses first: lines on which the simulator is worse than farmer-lafond (prices), the logit walk or the damped trend (shares) by more than two standard errors, and hard cases outside their 90% interval; by how much worse, or how far outside.", Head: []string{"What (hindcast)", "by how much"}, Words: true}
	for i := range b.Misses {
		what, by := b.missWords(&b.Misses[i])
		s.add(what, by)
	}
	return s
}

// totalSheet compares with every method over all series.
func (b *Backtest) totalSheet() sheet {
	s := sheet{
		Name: "Totals by method", Caption: "Mean CRPS (hindcast), prices and units in logs, shares in percentage points: the simulator, the method on the same rows, and the difference ± standard error. Even: each series (episode/world) weighs one. Pooled: each row does, and rows of a series err together. Better or worse only beyond two standard errors, else ~.",
		Head: []string{"Measure, years, method", "series", "even", "method", "difference", "rows", "pooled", "method", "difference"},
	}
	for _, t := range b.Totals {
		s.add(t.Measure+" "+t.Years+", "+t.Even.Method, strconv.Itoa(t.Series), crps(t.Measure, t.Even.Simulated), crps(t.Measure, t.Even.Method0), lessBy(t.Measure, t.Even),
			strconv.Itoa(t.Pooled.N), crps(t.Measure, t.Pooled.Simulated), crps(t.Measure, t.Pooled.Method0), lessBy(t.Measure, t.Pooled))
	}
	return s
}

func (b *Backtest) coverSheet() sheet {
	s := sheet{
		Name: "Coverage", Caption: "How often intervals held (hindcast), each series weighing one ± standard error, and pooled with a Wilson interval of 90% that takes rows as independent; whether what came falls evenly over the forecasts: P of the Kolmogorov–Smirnov test, too small as rows of a path share years, and rows by tenths of their forecast.",
		Head: []string{"Measure", "series", "80%, even", "90%, even", "rows", "80%, pooled", "90%, pooled", "P uniform", "tenths"},
	}
	for _, c := range b.Covered {
		p, tenths := "–", "–"
		for _, u := range b.Uniform {
			if u.Measure == c.Measure {
				p, tenths = probability(u.Test.P), strings.Trim(fmt.Sprint(u.Tenths), "[]")
			}
		}
		s.add(c.Measure, strconv.Itoa(c.Series), percentOf(c.Even80), percentOf(c.Even90), strconv.Itoa(c.In80.N), held(c.In80), held(c.In90), p, tenths)
	}
	return s
}

func probability(p float64) string {
	if p < 0.001 {
		return "<0.001"
	}
	return fmt.Sprintf("%.3f", p)
}

func percentOf(e score.Estimate) string {
	if math.IsNaN(e.SE) {
		return fmt.Sprintf("%.0f%%", 100*e.Value)
	}
	return fmt.Sprintf("%.0f%% ± %.0f", 100*e.Value, 100*e.SE)
}

// lineSheet is the lines of a measure; whole prints every method's difference,
// else the first ones' and of the others the verdict.
func (b *Backtest) lineSheet(measure string, whole bool) sheet {
	full := 1
	if measure == "shares" {
		full = 3 // logit walk, last value, damped trend
	}
	s := sheet{
		Name:    "Scores of " + measure,
		Caption: capital(measure) + ": mean CRPS in " + unitOf(measure) + " (hindcast), less that of each method on the same rows ± standard error, where origins err apart (of 2 or 3 origins luck alone makes 30 or 18 of 100 such verdicts); how often intervals held, with a Wilson interval of 90%.",
		Head:    []string{capital(measure) + ", years", "origins", "n", "CRPS"},
	}
	names := methods(b.Lines, measure)
	if whole {
		full = len(names)
	}
	for i, m := range names {
		if i < full {
			m = "less " + m
		}
		s.Head = append(s.Head, m)
	}
	s.Head = append(s.Head, "80%", "90%")
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.Measure != measure {
			continue
		}
		cells := []string{fmt.Sprintf("%s: %d", origins(l), l.Origins), strconv.Itoa(l.N), crps(measure, l.CRPS)}
		for k, m := range names {
			v, ok := l.Versus(m)
			switch {
			case !ok:
				cells = append(cells, "–")
			case k < full:
				cells = append(cells, lessBy(measure, v))
			default:
				cells = append(cells, v.Mark())
			}
		}
		s.add(fmt.Sprintf("%s/%s %d", l.Episode, l.World, l.Horizon), append(cells, held(l.In80), held(l.In90))...)
	}
	return s
}

func (b *Backtest) caseSheet(name string, list []backtest.Case) sheet {
	s := sheet{
		Name: name, Caption: name + " (hindcast): what came, the simulator's 90% interval and that of the published method, farmer-lafond for prices and the logit walk for shares, with the interval score of each (smaller is better; in logs, or percentage points).",
		Head: []string{"Case", "was", "came", "90%", "inside", "score", "method's 90%", "its score", "passed"},
	}
	for i := range list {
		c := &list[i]
		s.add(fmt.Sprintf("%s/%s %s %s→%s", c.Episode, c.World, c.Measure, c.Origin, c.At), level(c.Measure, c.Last), level(c.Measure, c.Observed),
			lowToHigh(c.Measure, c.Lo, c.Hi), yesNo(c.Inside), interval(c.Measure, c.Winkler), lowToHigh(c.Measure, c.MethodLo, c.MethodHi), interval(c.Measure, c.MethodWinkler), yesNo(c.Passed()))
	}
	return s
}

// interval is an interval score.
func interval(measure string, x float64) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case measure == "price" || measure == "units":
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.0f", 100*x)
}

func (b *Backtest) halvingSheet() sheet {
	s := sheet{Name: "Halvings", Caption: "Odds that a firm's share falls below half (hindcast). Those of survivors must stay below 30%.", Head: []string{"Firm, origin", "years", "odds", "came", "must stay low"}}
	for _, c := range b.Halved {
		came := "not known"
		if c.Known {
			came = yesNo(c.Came)
		}
		s.add(fmt.Sprintf("%s/%s %s %s", c.Episode, c.World, c.Firm, c.Origin), strconv.Itoa(c.Years), fmt.Sprintf("%.0f%%", 100*c.Odds), came, yesNo(c.Bound))
	}
	return s
}

func (b *Backtest) exitSheet() sheet {
	s := sheet{
		Name: "Exits", Caption: "Odds that a firm has left (hindcast): Brier score, and skill with a 90% interval clustered by episode over two forecasts that know the other episodes only, their share of exits (climatology) and a constant hazard in waves; the parts of the score (Murphy). Firms of overlapping origins count each time.",
		Head: []string{"Within", "firms", "left", "episodes", "Brier", "climatology", "skill", "hazard", "skill", "reliability", "resolution", "uncertainty"},
	}
	for _, t := range b.Exits {
		s.add(fmt.Sprintf("%d years", t.Years), strconv.Itoa(t.N), strconv.Itoa(t.Came), strconv.Itoa(t.Episodes), fmt.Sprintf("%.3f", t.Brier), number3(t.Climatology), skillOf(t.Skill, t.Range),
			number3(t.Hazard), skillOf(t.SkillHazard, t.RangeHazard), number3(t.Murphy.Reliability), number3(t.Murphy.Resolution), number3(t.Murphy.Uncertainty))
	}
	return s
}

func number3(x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	return fmt.Sprintf("%.3f", x)
}

func skillOf(e score.Estimate, i score.Interval) string {
	if math.IsNaN(e.Value) {
		return "–"
	}
	return minus(fmt.Sprintf("%.2f (%.2f to %.2f)", e.Value, i.Lo, i.Hi))
}

// AISummarySheet sums methods up.
func aiSummarySheet(list []backtest.AISummary) sheet {
	s := sheet{Name: "AI market, summed up", Caption: "Mean CRPS in logs (hindcast) over the observations of which the simulator and the naive walk speak, ± standard error by indicator; how often intervals held.", Head: []string{"Method", "n", "CRPS", "50%", "80%", "90%"}}
	for _, m := range list {
		s.add(m.Method, strconv.Itoa(m.N), fmt.Sprintf("%.3f ± %.3f", m.CRPS.Value, m.CRPS.SE), held(m.Half), held(m.Most), held(m.Wide))
	}
	return s
}

func aiSheet(t *backtest.AITable) sheet {
	s := sheet{Name: "AI market, every observation", Caption: "What came after the origin, the weighted futures' median and 90% interval, and CRPS of each method (hindcast): in logs, or in the unit of the indicator where marked †.", Head: []string{"Indicator, month", "came", "median", "90%", "inside", "CRPS", "unweighted", "naive", "drift"}}
	for i := range t.Rows {
		r := &t.Rows[i]
		name := r.Indicator + " " + r.Month.String()
		if !r.Log {
			name += " †"
		}
		cells := []string{figure3(r.Value)}
		if x := r.Simulated; x.There {
			cells = append(cells, figure3(x.Median), figure3(x.Wide.Lo)+" to "+figure3(x.Wide.Hi), yesNo(x.Inside(r.Value)))
		} else {
			cells = append(cells, "–", "–", "–")
		}
		for _, m := range backtest.AIMethods {
			x := "–"
			if v := m.Of(r); v.There {
				x = figure3(v.CRPS)
			}
			cells = append(cells, x)
		}
		s.add(name, cells...)
	}
	return s
}

// figure3 prints three digits, and whole numbers up to a million whole.
func figure3(x float64) string {
	if a := math.Abs(x); 1000 <= a && a < 1e6 {
		return minus(fmt.Sprintf("%.0f", x))
	}
	return minus(fmt.Sprintf("%.3g", x))
}
