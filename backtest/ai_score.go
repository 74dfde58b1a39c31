package backtest

import (
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/learning"
	"github.com/undercut-sim/undercut/score"
)

// AIScore judges one forecast of one observation.
type AIScore struct {
	There            bool    // whether there is such a forecast
	CRPS             float64 // in logs, or in the unit of the indicator
	Median           float64
	Half, Most, Wide score.Interval // 50, 80 and 90%
	PIT              float64        // share of the forecast below, with half of what is at it
}

// Inside reports whether the 90% interval held the observation.
func (s AIScore) Inside(y float64) bool { return s.There && s.Wide.Holds(y) }

// aiFloors are values below which an indicator counts as that: in logs there is
// no zero, and a lab that has left is no worse than one that sells nothing.
var aiFloors = []struct {
	prefix string
	floor  float64
}{
	{"run_rate.", 0.001}, // a million dollars a year
	{"lag_", 0.25},       // a week
	{"multiple.", 0.1},
	{"open_", 1e-4},
}

// aiScale brings a value to the scale on which it is scored.
func aiScale(o AIObserved, x float64) float64 {
	if !o.Log {
		return x
	}
	for _, f := range aiFloors {
		if strings.HasPrefix(o.Indicator, f.prefix) {
			x = math.Max(x, f.floor)
		}
	}
	return math.Log(x)
}

// aiBack is the inverse of aiScale.
func aiBack(o AIObserved, x float64) float64 {
	if o.Log {
		return math.Exp(x)
	}
	return x
}

// aiMembers judges members by weight, alike where weights are nil. Undefined is
// the share of the weight whose members have no value; they are left out.
func aiMembers(o AIObserved, x, w []float64) (s AIScore, undefined float64, err error) {
	if w == nil {
		w = slices.Repeat([]float64{1}, len(x))
	}
	members, weights, undefined := aiDefined(o, x, w)
	if len(members) == 0 {
		return AIScore{}, undefined, nil
	}
	e, err := score.NewEnsemble(members, weights)
	if err != nil {
		return AIScore{}, undefined, err
	}
	y := aiScale(o, o.Value)
	crps, err1 := e.CRPS(y)
	pit, err2 := e.PIT(y)
	s = AIScore{There: true, CRPS: crps, PIT: pit.Mid()}
	return s, undefined, errors.Join(err1, err2, s.fill(o, e.Quantile))
}

// aiDefined are the members that have a value, scaled, unless all that have
// weigh nothing.
func aiDefined(o AIObserved, x, w []float64) (members, weights []float64, undefined float64) {
	kept, all := 0.0, 0.0
	for i, v := range x {
		all += w[i]
		if v = aiScale(o, v); !math.IsNaN(v) && !math.IsInf(v, 0) {
			members, weights, kept = append(members, v), append(weights, w[i]), kept+w[i]
		}
	}
	if kept == 0 {
		return nil, nil, 1
	}
	return members, weights, math.Max(0, 1-kept/all)
}

// aiLaw judges a law of the logarithm.
func aiLaw(o AIObserved, f learning.Forecast, ok bool) (AIScore, error) {
	if !ok {
		return AIScore{}, nil
	}
	var law score.Law = score.Student{Mu: f.Mid, Scale: f.Scale, Nu: f.Freedom}
	if math.IsInf(f.Freedom, 1) {
		law = score.Normal{Mu: f.Mid, Sigma: f.Scale}
	}
	y := aiScale(o, o.Value)
	crps, err := score.CRPS(law, y)
	if err != nil {
		return AIScore{}, err
	}
	s := AIScore{There: true, CRPS: crps, PIT: law.CDF(y)}
	err = s.fill(o, func(p float64) (float64, error) { return f.Quantile(p), nil })
	return s, err
}

// fill reads median and intervals off quantiles.
func (s *AIScore) fill(o AIObserved, quantile func(p float64) (float64, error)) error {
	var errs []error
	at := func(p float64) float64 {
		q, err := quantile(p)
		errs = append(errs, err)
		return aiBack(o, q)
	}
	s.Median = at(0.5)
	s.Half = score.Interval{Lo: at(0.25), Hi: at(0.75)}
	s.Most = score.Interval{Lo: at(0.1), Hi: at(0.9)}
	s.Wide = score.Interval{Lo: at(0.05), Hi: at(0.95)}
	return errors.Join(errs...)
}
