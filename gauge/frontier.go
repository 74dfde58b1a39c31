package gauge

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// frontier measures capability and lags of the leading kind of model. Each lag
// names its definition.
func frontier(v undercut.View) []Gauge {
	s := Leading(v.Segments)
	if s < 0 {
		return nil
	}
	list := []Gauge{
		{
			Name: "frontier", Unit: "decades above GPT-4", Doc: "quality of the best product on offer",
			Of: func(t *Tally) float64 { return t.Segment[s].best() },
		},
		{
			Name: "gap_open", Unit: "decades", Doc: "best product less best open product",
			Of: func(t *Tally) float64 { return t.Segment[s].best() - t.Segment[s].bestOpen() },
		},
		lagOpen(s),
	}
	if cn := blocNamed(v, "cn"); cn >= 0 {
		list = append(list,
			Gauge{
				Name: "lag_cn", Unit: "months",
				Doc: "months since the western record first stood at the quality of the best Chinese product now; undefined while that product leads",
				Of:  func(t *Tally) float64 { return reached(t.Memory[s].west, t.Segment[s].Frontier[cn].Best) },
			},
			Gauge{
				Name: "lead_cn", Unit: "decades", Doc: "best Chinese product less best other product; above 0 China leads",
				Of: func(t *Tally) float64 { return t.Segment[s].lead(cn) },
			},
			Gauge{
				Name: "prestige_cn", Unit: "0 to 1", Doc: "average standing of China at the frontier",
				Of: func(t *Tally) float64 { return t.View.States[cn].Prestige },
			})
	}
	for i := range list {
		list[i].Illustrative = v.Segments[s].Illustrative
	}
	return list
}

// lagOpen is the lag of open products of a segment behind its own record.
func lagOpen(s int) Gauge {
	return Gauge{
		Name: "lag_open", Unit: "months",
		Doc: "months since the record of all products first stood at the quality of the best open product now",
		Of:  func(t *Tally) float64 { return reached(t.Memory[s].best, t.Segment[s].bestOpen()) },
	}
}

func (q *SegmentSum) best() float64 {
	x := math.NaN()
	for b := range q.Frontier {
		x = larger(x, q.Frontier[b].Best)
	}
	return x
}

func (q *SegmentSum) bestOpen() float64 {
	x := math.NaN()
	for b := range q.Frontier {
		x = larger(x, q.Frontier[b].BestOpen)
	}
	return x
}

// lead is how far a bloc's best product is above all others', decades.
func (q *SegmentSum) lead(bloc int) float64 {
	other := math.NaN()
	for b := range q.Frontier {
		if b != bloc {
			other = larger(other, q.Frontier[b].Best)
		}
	}
	return q.Frontier[bloc].Best - other
}
