package gauge

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// values are market values and the day's moves.
func values(v undercut.View) []Gauge {
	if Leading(v.Segments) < 0 {
		return nil
	}
	cn := blocNamed(v, "cn")
	marked := unsourced(v, undercut.Model, undercut.Compute)
	return []Gauge{
		{
			Name: "value_west_ai", Unit: "$bn", Log: true, Illustrative: marked, Doc: "market value of western labs and makers of accelerators",
			Of: func(t *Tally) float64 { return t.westernValue(func(int) float64 { return 1 }) },
		},
		{
			Name: "day_move", Unit: "log change", Illustrative: marked,
			Doc: "value-weighted change of western AI equity on the day of the month's Chinese open release of any kind of model; 0 without one",
			Of: func(t *Tally) float64 {
				if cn < 0 || !(t.View.States[cn].News > 0) {
					return 0
				}
				moved := t.westernValue(func(i int) float64 { return -math.Expm1(t.View.Books[i].DayMove) })
				return math.Log1p(-moved / t.westernValue(func(int) float64 { return 1 }))
			},
		},
	}
}

func (t *Tally) westernValue(weight func(i int) float64) float64 {
	sum := 0.0
	for i := range t.View.Books {
		l := t.View.Firms[i].Layer
		if western(t.View, i) && (l == undercut.Model || l == undercut.Compute) {
			sum += weight(i) * t.View.Books[i].Value
		}
	}
	return sum
}
