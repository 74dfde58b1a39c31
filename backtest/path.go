package backtest

import (
	"math"

	"github.com/undercut-sim/undercut/forecast"
	"github.com/undercut-sim/undercut/score"
)

// A Path is what a picture shows of one quantity at one origin: the simulated
// fan year by year and what was observed, before and after.
type Path struct {
	Episode, World, Measure, Firm, Origin string
	Unit                                  string
	Years                                 []float64    // of the fan, decimal; the first is the origin
	Fan                                   [][7]float64 // quantiles at Levels
	Seen                                  []float64    // years of what was observed
	Value                                 []float64
}

// paths are the fans of a job's quantities.
func (j Job) paths(m *forecast.Market, futures []forecast.Future) ([]Path, error) {
	past, truth := j.Episode.At(j.Origin), j.Episode.Truth()
	var all []Path
	for _, q := range j.quantities(m, futures, past, truth) {
		p := Path{Episode: j.Episode.Plan.Name, World: j.World.Name, Measure: q.measure, Firm: q.firm, Origin: j.Origin.Text, Unit: j.World.Unit}
		last := q.past.Values[len(q.past.Values)-1]
		p.Years, p.Fan = []float64{j.Origin.Mid}, [][7]float64{{last, last, last, last, last, last, last}}
		for y := range m.Years {
			fan, err := fanOf(q, y)
			if err != nil {
				return nil, err
			}
			p.Years, p.Fan = append(p.Years, j.Origin.Mid+float64(y+1)), append(p.Fan, fan)
		}
		for i, d := range q.truth.Dates {
			if math.Abs(d.Mid-j.Origin.Mid) <= float64(m.Years)+1e-6 {
				p.Seen, p.Value = append(p.Seen, d.Mid), append(p.Value, q.truth.Values[i])
			}
		}
		all = append(all, p)
	}
	return all, nil
}

func fanOf(q quantity, year int) (fan [7]float64, err error) {
	e, err := score.NewEnsemble(q.members(year), nil)
	if err != nil {
		return fan, err
	}
	for k, level := range Levels {
		x, err := e.Quantile(level)
		if err != nil {
			return fan, err
		}
		fan[k] = q.level(x)
	}
	return fan, nil
}
