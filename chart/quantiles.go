package chart

import "math"

// Quantiles is the distribution of one quantity over months in one world. All
// slices have the length of the chart's Months. P10 with P90, and P25 with P75,
// may be left out in pairs. A month in which the quantity is undefined is NaN
// in every slice: it is left blank and breaks the line and the bands. A pair
// that is NaN in a month breaks its band there and leaves the line whole.
type Quantiles struct {
	Name                    string // printed at the end of the line
	P10, P25, P50, P75, P90 []float64
}

func (q Quantiles) span(s *span) {
	for _, vs := range [][]float64{q.P10, q.P25, q.P50, q.P75, q.P90} {
		s.add(vs...)
	}
}

// last returns the index of the last defined month.
func (q Quantiles) last() int {
	last := 0
	for i, v := range q.P50 {
		if !math.IsNaN(v) {
			last = i
		}
	}
	return last
}

// checkMonths reports months that do not rise or are too few.
func checkMonths(bad *problems, months []int) {
	if len(months) == 0 {
		bad.addf("months are empty: give at least one")
	}
	for i := 1; i < len(months); i++ {
		if months[i] <= months[i-1] {
			bad.addf("months[%d] is %s after %s: months must rise", i, monthName(months[i]), monthName(months[i-1]))
		}
	}
}

// A plane is the plotting area of charts over months.
type plane struct{ x, y scale }

// line returns the places of values, broken into the runs between undefined
// ones. A run of a single month is drawn as wide as the month.
func (p plane) line(months []int, values []float64) [][]point {
	var runs [][]point
	var run []point
	flush := func(month int) {
		if len(run) == 1 {
			x := float64(month)
			run = []point{{p.x.at(x - 0.5), run[0].y}, {p.x.at(x + 0.5), run[0].y}}
		}
		if run != nil {
			runs = append(runs, run)
		}
		run = nil
	}
	for i, v := range values {
		if math.IsNaN(v) {
			if i > 0 {
				flush(months[i-1])
			}
			continue
		}
		run = append(run, point{p.x.at(float64(months[i])), p.y.at(v)})
	}
	flush(months[len(months)-1])
	return runs
}

// band fills the area between two series.
func (p plane) band(c *canvas, months []int, lo, hi []float64, paint paint) {
	if lo == nil {
		return
	}
	upper := p.line(months, hi)
	for i, run := range p.line(months, lo) {
		area := append([]point(nil), upper[i]...)
		for k := len(run) - 1; k >= 0; k-- {
			area = append(area, run[k])
		}
		c.polyline(area, true, paint)
	}
}

// curve draws one series.
func (p plane) curve(c *canvas, months []int, values []float64, paint paint) {
	for _, run := range p.line(months, values) {
		c.polyline(run, false, paint)
	}
}

// bands draws the two bands and the median of a world in one colour: 80% pale,
// 50% over it.
func (p plane) bands(c *canvas, months []int, q Quantiles, col colour, width float64) {
	p.band(c, months, q.P10, q.P90, paint{fill: col, opacity: 0.16})
	p.band(c, months, q.P25, q.P75, paint{fill: col, opacity: 0.28})
	p.curve(c, months, q.P50, paint{stroke: col, width: width})
}
