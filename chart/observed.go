package chart

import "math"

// An Observation is a measured value of a month. Lo and Hi are its interval;
// both 0 means that none is known. A Value of NaN breaks the line.
type Observation struct {
	Month         int // counted from January of year 0: 12*2024+6 is July 2024
	Value, Lo, Hi float64
}

func (o Observation) interval() bool { return o.Lo != 0 || o.Hi != 0 }

func checkObserved(bad *problems, obs []Observation) {
	for i, o := range obs {
		for _, v := range []float64{o.Value, o.Lo, o.Hi} {
			if !drawable(v) {
				bad.addf("observed[%d] (%s) holds %v: want 0 or a magnitude of 1e-100 to 1e100", i, monthName(o.Month), v)
			}
		}
		if o.interval() && !math.IsNaN(o.Value) && !(o.Lo <= o.Value && o.Value <= o.Hi) {
			bad.addf("observed[%d] (%s) is %v, outside its interval from %v to %v", i, monthName(o.Month), o.Value, o.Lo, o.Hi)
		}
		if i > 0 && o.Month <= obs[i-1].Month {
			bad.addf("observed[%d] is %s after %s: months must rise", i, monthName(o.Month), monthName(obs[i-1].Month))
		}
	}
}

func spanObserved(s *span, obs []Observation) {
	for _, o := range obs {
		s.add(o.Value)
		if o.interval() && !math.IsNaN(o.Value) {
			s.add(o.Lo, o.Hi)
		}
	}
}

// observed draws history in ink over everything else: whiskers, a thin line,
// dots with a rim of paper.
func (p plane) observed(c *canvas, obs []Observation, radius float64) {
	var months []int
	var values []float64
	for _, o := range obs {
		months, values = append(months, o.Month), append(values, o.Value)
	}
	if len(obs) == 0 {
		return
	}
	for _, run := range p.line(months, values) {
		c.polyline(run, false, paint{stroke: ink, width: radius / 2})
	}
	var ps []point
	for _, o := range obs {
		if math.IsNaN(o.Value) {
			continue
		}
		x := p.x.at(float64(o.Month))
		if o.interval() {
			c.line(x, p.y.at(o.Lo), x, p.y.at(o.Hi), paint{stroke: ink, width: radius / 2})
		}
		ps = append(ps, point{x, p.y.at(o.Value)})
	}
	c.dots(ps, 2.5*radius, paper)
	c.dots(ps, 2*radius, ink)
}
