package indicator

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// frontier measures capability and lags. Each lag names its definition.
func frontier(v undercut.View) []Indicator {
	if modelSegment(v) < 0 {
		return nil
	}
	cn := blocNamed(v, "cn")
	list := []Indicator{
		{
			Name: "frontier", Unit: "decades above GPT-4", Doc: "quality of the best product on offer",
			Of: func(t *Tally) float64 { return t.best() },
		},
		{
			Name: "gap_open", Unit: "decades", Doc: "best product less best open product",
			Of: func(t *Tally) float64 { return t.best() - t.bestOpen() },
		},
		{
			Name: "lag_open", Unit: "months",
			Doc: "months since the record of all products first stood at the quality of the best open product now",
			Of:  func(t *Tally) float64 { return reached(t.Memory.best, t.bestOpen()) },
		},
	}
	if cn < 0 {
		return list
	}
	return append(list,
		Indicator{
			Name: "lag_cn", Unit: "months",
			Doc: "months since the western record first stood at the quality of the best Chinese product now; undefined while that product leads",
			Of:  func(t *Tally) float64 { return reached(t.Memory.lead, t.Bloc[cn].Best) },
		},
		Indicator{
			Name: "lead_cn", Unit: "decades", Doc: "best Chinese product less best other product; above 0 China leads",
			Of: func(t *Tally) float64 {
				other := math.NaN()
				for b := range t.Bloc {
					if b != cn {
						other = larger(other, t.Bloc[b].Best)
					}
				}
				return t.Bloc[cn].Best - other
			},
		},
		Indicator{
			Name: "prestige_cn", Unit: "0 to 1", Doc: "average standing of China at the frontier",
			Of: func(t *Tally) float64 { return t.View.States[cn].Prestige },
		},
	)
}

func (t *Tally) best() float64 {
	q := math.NaN()
	for b := range t.Bloc {
		q = larger(q, t.Bloc[b].Best)
	}
	return q
}

func (t *Tally) bestOpen() float64 {
	q := math.NaN()
	for b := range t.Bloc {
		q = larger(q, t.Bloc[b].BestOpen)
	}
	return q
}
