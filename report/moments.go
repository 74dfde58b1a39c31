package report

import (
	"math"
	"strings"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/indicator"
)

// momentsFan is the chart of an indicator over months, with its 90% interval
// where a month has one. Where an estimate lies outside its interval, as that of
// a best of many noisy scores may, the band is drawn out to it.
func momentsFan(in indicator.Indicator, a indicator.Args, moments []indicator.Moment) (chart.Fan, error) {
	m := measureOf(in, a)
	index := strings.HasPrefix(in.Unit, onScale) // of a scale whose 0 means nothing
	f := chart.Fan{Axis: chart.Axis{Label: m.axis, Unit: m.unit, Log: in.Log, Zero: !in.Log && !index}}
	if in.Log {
		f.Axis.Label += ", log scale"
	}
	var mid, lo, hi []float64
	banded, any := false, false
	for _, x := range moments {
		f.Months = append(f.Months, int(x.Day.Month()))
		mid, lo, hi = append(mid, x.Mid), append(lo, math.Min(x.Lo, x.Mid)), append(hi, math.Max(x.Hi, x.Mid))
		if !(x.Lo == x.Lo && x.Hi == x.Hi && x.Mid == x.Mid) {
			lo[len(lo)-1], hi[len(hi)-1] = math.NaN(), math.NaN()
		}
		banded = banded || lo[len(lo)-1] == lo[len(lo)-1]
		any = any || x.Mid == x.Mid
	}
	if !any {
		return f, NoMonth{moments[len(moments)-1].Undefined}
	}
	f.Base = chart.Quantiles{P50: mid}
	if banded {
		f.Base.P10, f.Base.P90 = lo, hi
		f.BandNames = [2]string{"", "90% interval"}
	}
	return f, nil
}
