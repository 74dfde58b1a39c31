package chart

// A Spark is a fan the size of a line of text, for small multiples: bands,
// median and history on a bare ground. Give sparks that are compared the same
// Axis.Min and Axis.Max. The axis label and unit are not printed; title and
// description are read to those who cannot see it.
type Spark struct {
	Frame          // usual width 120; the title is not printed
	Axis     Axis  // the scale
	Months   []int // as in Fan
	World    Quantiles
	Observed []Observation
	Height   int // 0 is 32
}

// SVG draws the spark; errors are those of Fan.
func (s Spark) SVG() ([]byte, error) {
	var bad problems
	s.Frame.check(&bad, 24)
	checkMonths(&bad, s.Months)
	s.World.check(&bad, "world", s.Months)
	checkObserved(&bad, s.Observed)
	if s.Height < 0 {
		bad.addf("height is %d: want a positive number, or 0 for the usual", s.Height)
	}
	var values span
	s.World.span(&values)
	spanObserved(&values, s.Observed)
	s.Axis.check(&bad, values)
	if err := bad.err("spark", s.Title); err != nil {
		return nil, err
	}
	w, h := s.width(120), 32.0
	if s.Height > 0 {
		h = float64(s.Height)
	}
	c := &canvas{}
	first, last := Fan{Months: s.Months, Observed: s.Observed}.months()
	if first == last {
		first, last = first-1, last+1
	}
	p := plane{x: scale{lo: float64(first), hi: float64(last), a: 3, b: w - 4}}
	p.y, _ = s.Axis.layout(values, h-3, 3, 12)
	p.bands(c, s.Months, s.World, series(0), 1.6)
	p.observed(c, s.Observed, 1.4)
	k := s.World.last()
	c.circle(p.x.at(float64(s.Months[k])), p.y.at(s.World.P50[k]), 2.4, paint{fill: series(0)})
	return s.svg(c, w, h)
}
