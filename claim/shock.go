package claim

import "math"

// leastFall is the day's log change that O5 asks for. On 2025-01-27 those hit
// fell by 14 to 17%.
var leastFall = math.Log(0.95)

// shocks is O5: on the worst day of a Chinese open release western AI equity
// falls by at least 5% more than on the worst day of the counterfactual. The
// size is the fall as a fraction; a part gives it in dollars at the values of
// 2030, where these are among the outcomes.
func shocks(p pair) finding {
	x, y := p.world("worst_day"), p.base("worst_day")
	f := finding{fates: make([]fate, len(x)), size: make([]float64, len(x)), note: "recovery after the day is not an outcome of futures", illustrative: p.marked("worst_day")}
	for i := range x {
		f.fates[i] = fateOf(x[i]-y[i] <= leastFall, x[i]-y[i])
		f.size[i] = -math.Expm1(x[i] - y[i])
	}
	if p.s.column("value_west_ai@2030") >= 0 {
		dollars := p.world("value_west_ai@2030")
		for i := range dollars {
			dollars[i] *= f.size[i]
		}
		f.parts = []part{{name: "in $bn at the values of 2030", size: dollars, unit: "$bn", illustrative: p.marked("worst_day", "value_west_ai@2030")}}
	}
	return f
}
