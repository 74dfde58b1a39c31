package backtest

import (
	"errors"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/score"
)

// AITable is what a hindcast of the AI market scored.
type AITable struct {
	AsOf            undercut.Day
	Futures, Failed int
	ESS             float64 // of the futures weighted by what was known
	Known           int     // first prints that they were weighted by
	Rows            []AIRow
}

// Thin reports whether too few futures fit what was known for their weighted
// scores to mean much, by the measure of odds: more futures are wanted.
func (t *AITable) Thin() bool { return t.ESS < claim.LeastESS }

// AIRow is one observation and the forecasts of it. Simulated are the futures
// weighted by what was known, Unweighted the same alike; Naive and Drift are
// walks from what was known, where there was enough of it.
type AIRow struct {
	AIObserved
	Simulated, Unweighted, Naive, Drift AIScore
	Undefined                           float64 // share of the weight whose futures have no value, left out of the score
}

// row scores one observation.
func (f *AIFutures) row(o AIObserved, k AIKnown, w AIWeights) (AIRow, error) {
	r := AIRow{AIObserved: o}
	x, err := f.Members(o.Indicator, o.Month)
	if err != nil {
		return r, err
	}
	var err1, err2, err3, err4 error
	r.Simulated, r.Undefined, err1 = aiMembers(o, x, w.Weight)
	r.Unweighted, _, err2 = aiMembers(o, x, nil)
	naive, ok := aiNaive(k, o)
	r.Naive, err3 = aiLaw(o, naive, ok)
	drift, ok := aiDrift(k, o)
	r.Drift, err4 = aiLaw(o, drift, ok)
	return r, errors.Join(err1, err2, err3, err4)
}

// AIMethods are the forecasts of a row by name, in the order in which tables
// show them.
var AIMethods = []struct {
	Name string
	Of   func(r *AIRow) AIScore
}{
	{"simulated", func(r *AIRow) AIScore { return r.Simulated }},
	{"unweighted", func(r *AIRow) AIScore { return r.Unweighted }},
	{"naive", func(r *AIRow) AIScore { return r.Naive }},
	{"drift", func(r *AIRow) AIScore { return r.Drift }},
}

// AISummary is one forecaster over many observations.
type AISummary struct {
	Method           string
	N                int            // observations
	CRPS             score.Estimate // clustered by indicator
	Half, Most, Wide score.Share    // how often intervals held
}

// Summary sums methods up over the observations in logs for which all of the
// named ones have a forecast: means of methods are comparable over the same
// observations only. A method that lacks one of them is left out.
func (t *AITable) Summary(methods ...string) (list []AISummary, err error) {
	rows := t.shared(methods)
	for _, m := range AIMethods {
		if len(rows) == 0 || slices.ContainsFunc(rows, func(r *AIRow) bool { return !m.Of(r).There }) {
			continue
		}
		s := AISummary{Method: m.Name, N: len(rows)}
		if s.CRPS, err = score.Mean(aiCRPS(rows, m.Of)); err != nil {
			return nil, err
		}
		for _, r := range rows {
			f := m.Of(r)
			s.Half, s.Most, s.Wide = aiHeld(s.Half, f.Half, r.Value), aiHeld(s.Most, f.Most, r.Value), aiHeld(s.Wide, f.Wide, r.Value)
		}
		list = append(list, s)
	}
	return list, nil
}

// aiCRPS are the scores of a method, and their indicators as clusters: months
// of one path are not forecasts apart.
func aiCRPS(rows []*AIRow, of func(*AIRow) AIScore) (crps []float64, cluster []int) {
	at := map[string]int{}
	for _, r := range rows {
		if _, ok := at[r.Indicator]; !ok {
			at[r.Indicator] = len(at)
		}
		crps, cluster = append(crps, of(r).CRPS), append(cluster, at[r.Indicator])
	}
	return crps, cluster
}

// shared are the rows in logs of which all methods speak.
func (t *AITable) shared(methods []string) (rows []*AIRow) {
	for i := range t.Rows {
		r, all := &t.Rows[i], t.Rows[i].Log
		for _, m := range AIMethods {
			for _, name := range methods {
				all = all && (name != m.Name || m.Of(r).There)
			}
		}
		if all {
			rows = append(rows, r)
		}
	}
	return rows
}

// aiHeld counts an interval.
func aiHeld(s score.Share, i score.Interval, y float64) score.Share {
	s.N++
	if i.Holds(y) {
		s.Hits++
	}
	return s
}
