package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/indicator"
)

// observeSVG draws the months of an indicator as a file of its own.
func observeSVG(w io.Writer, o *observation) error {
	moments := o.Series(o.View, o.Args, o.Since)
	last := moments[len(moments)-1]
	f, err := momentsFan(o.Indicator, moments)
	if err != nil {
		return err
	}
	f.Standalone, f.Width = true, 640
	f.Title = fmt.Sprintf("%s: %s on %v", capital(o.Title), measured(o.Unit, last.Estimate), last.Day)
	f.Desc = last.What + "."
	f.Credit = strings.Join(credits(last.Estimate), "; ")
	svg, err := f.SVG()
	if err != nil {
		return err
	}
	_, err = w.Write(svg)
	return err
}

// momentsFan is the chart of an indicator over months, with its 90% interval
// if all its months have one. Where an estimate lies outside its interval, as
// that of a best of many noisy scores may, the band is drawn out to it.
func momentsFan(in indicator.Indicator, moments []indicator.Moment) (chart.Fan, error) {
	var mid, lo, hi []float64
	f := chart.Fan{Axis: chart.Axis{Label: axisLabel(in), Unit: chart.Plain, Log: in.Log, Zero: !in.Log}}
	banded, any := true, false
	for _, m := range moments {
		month := int(m.Day.Month())
		if n := len(f.Months); n > 0 && f.Months[n-1] == month {
			f.Months, mid, lo, hi = f.Months[:n-1], mid[:n-1], lo[:n-1], hi[:n-1]
		}
		f.Months = append(f.Months, month)
		mid, lo, hi = append(mid, m.Mid), append(lo, math.Min(m.Lo, m.Mid)), append(hi, math.Max(m.Hi, m.Mid))
		banded = banded && (m.Mid != m.Mid || m.Lo == m.Lo)
		any = any || m.Mid == m.Mid
	}
	if !any {
		return f, badInput{fmt.Errorf("observe %s: no month to draw, in the last it is undefined: %s", in.Name, moments[len(moments)-1].Undefined)}
	}
	f.Base = chart.Quantiles{P50: mid}
	if banded {
		f.Base.P10, f.Base.P90 = lo, hi
		f.BandNames = [2]string{"", "90% interval"}
	}
	return f, nil
}

func axisLabel(in indicator.Indicator) string {
	if in.Log {
		return in.Unit + ", log scale"
	}
	return in.Unit
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
