package chart

import "math"

// An Axis is the scale of values.
type Axis struct {
	Label    string  // quantity and unit in words: "price, dollars per million tokens, log scale"
	Unit     Unit    // how numbers are printed
	Log      bool    // logarithmic: every value must be above 0
	Zero     bool    // a linear axis reaches to 0 even if the data do not
	Min, Max float64 // a fixed range, for charts that are compared; both 0: the range of the data
}

// huge is the largest magnitude that an axis is made for, and its inverse the
// smallest: beyond them steps between marks would leave the range of float64.
const huge = 1e100

// drawable tells whether v is 0 or of a magnitude that an axis is made for, or
// NaN, which is left blank.
func drawable(v float64) bool {
	return v == 0 || math.IsNaN(v) || math.Abs(v) >= 1/huge && math.Abs(v) <= huge
}

// A scale maps values to places: at(lo) = a, at(hi) = b.
type scale struct {
	lo, hi, a, b float64
	log          bool
}

func (s scale) at(v float64) float64 {
	lo, hi := s.lo, s.hi
	if s.log {
		v, lo, hi = math.Log10(v), math.Log10(lo), math.Log10(hi)
	}
	return s.a + float64((v-lo)/(hi-lo)*(s.b-s.a))
}

// A span is the range of the finite numbers seen so far.
type span struct {
	lo, hi float64
	any    bool
}

func (s *span) add(vs ...float64) {
	for _, v := range vs {
		if math.IsNaN(v) {
			continue
		}
		if !s.any {
			s.lo, s.hi, s.any = v, v, true
		}
		s.lo, s.hi = min(s.lo, v), max(s.hi, v)
	}
}

// check reports data that the axis cannot show.
func (x Axis) check(bad *problems, data span) {
	fixed := x.Min != 0 || x.Max != 0
	switch {
	case x.Log && x.Zero:
		bad.addf("axis is both log and zero: a logarithmic axis has no 0")
	case fixed && !(x.Min < x.Max && drawable(x.Min) && drawable(x.Max)):
		bad.addf("axis runs from %v to %v: want min below max, both finite", x.Min, x.Max)
	case x.Log && fixed && x.Min <= 0:
		bad.addf("axis begins at %v: a logarithmic axis begins above 0", x.Min)
	case x.Log && data.any && data.lo <= 0:
		bad.addf("the least value is %v: a logarithmic axis needs values above 0; take a linear one", data.lo)
	case fixed && data.any && (data.lo < x.Min || data.hi > x.Max):
		bad.addf("data run from %v to %v, beyond the axis from %v to %v: widen it", data.lo, data.hi, x.Min, x.Max)
	}
}

// layout chooses the marks and the scale that runs from place a to place b.
func (x Axis) layout(data span, a, b float64, most int) (scale, []float64) {
	lo, hi := data.lo, data.hi
	if x.Zero {
		lo, hi = min(lo, 0), max(hi, 0)
	}
	fixed := x.Min != 0 || x.Max != 0
	if fixed {
		lo, hi = x.Min, x.Max
	}
	var at []float64
	from, to := lo, hi
	if x.Log {
		from, to, at = logTicks(lo, hi, most)
	} else {
		at = linearTicks(lo, hi, most)
		from, to = at[0], at[len(at)-1]
	}
	if fixed {
		from, to, at = lo, hi, inside(at, lo, hi)
	}
	return scale{from, to, a, b, x.Log}, at
}
