package claim

import (
	"cmp"
	"math"
	"slices"

	"github.com/undercut-sim/undercut/dist"
)

// Drivers are the drawn numbers that move one outcome under the main belief.
//
// A correlation counts if it stands above the noise floor: 1.96/√N, beyond
// which one in twenty numbers that do nothing lies, or the largest correlation
// that the placebo, a number that nothing reads, has with any of the outcomes
// explained, whichever is larger. Of Tried numbers about 0.05 Tried would pass
// 1.96/√N by luck.
type Drivers struct {
	Outcome string // in words
	N       int    // futures behind the correlations
	Floor   float64
	Placebo float64  // the placebo's rho with this outcome; NaN if none is drawn
	Tried   int      // drawn numbers that were correlated
	Above   []Driver // above the floor, by falling |rho|
	Below   []Driver // the others, by falling |rho|

	Illustrative bool // the outcome holds numbers without a source
}

// A Driver is a drawn number and its rank correlation with the outcome, with
// its 90% interval.
type Driver struct {
	Path        string
	Rho, Lo, Hi float64
}

// placebo is the path of the number that nothing reads.
const placebo = "placebo"

// An explained outcome is one whose drivers are looked for: larger is more of
// what the article says.
type explained struct {
	name         string
	size         []float64
	illustrative bool
}

// explained are the outcomes whose drivers are looked for.
func (s *Sample) explained() (list []explained) {
	add := func(name string, f finding) { list = append(list, explained{name, f.size, f.illustrative}) }
	for against := 1; against < len(s.Worlds); against++ {
		p := pair{s, 0, against, ""}
		add("fall of western profit against "+s.Worlds[against], takes(0.30)(p))
		add("gain net of cost (O2) against "+s.Worlds[against], pays(true, false)(p))
	}
	p := pair{s: s}
	gone := left(p.world("exits_closed_west"), p.world("cohort_closed_west"))
	add("western closed labs leaving", finding{size: gone, illustrative: p.marked("exits_closed_west")})
	worst := p.world("worst_day")
	for i := range worst {
		worst[i] = -worst[i]
	}
	add("worst day of western AI equity", finding{size: worst, illustrative: p.marked("worst_day")})
	return list
}

// drivers explains each outcome.
func (s *Sample) drivers() []Drivers {
	all := s.explained()
	list := make([]Drivers, len(all))
	largest := s.placeboNoise(all)
	for i, x := range all {
		list[i] = s.explain(x.name, x.size, largest)
		list[i].Illustrative = x.illustrative
	}
	return list
}

// placeboNoise is the placebo's largest |rho| with any outcome, 0 without one.
func (s *Sample) placeboNoise(all []explained) float64 {
	at := slices.Index(s.Draws, placebo)
	if at < 0 {
		return 0
	}
	most := 0.0
	for _, x := range all {
		if rho, _, ok := rank(s.draws(0, at), x.size); ok {
			most = math.Max(most, math.Abs(rho))
		}
	}
	return most
}

// explain correlates every drawn number with one outcome.
func (s *Sample) explain(name string, size []float64, noise float64) Drivers {
	d := Drivers{Outcome: name, Placebo: math.NaN()}
	var all []Driver
	for at, path := range s.Draws {
		rho, n, ok := rank(s.draws(0, at), size)
		if !ok {
			continue
		}
		d.N = max(d.N, n)
		if path == placebo {
			d.Placebo = rho
			continue
		}
		lo, hi := fisher(rho, n)
		all = append(all, Driver{path, rho, lo, hi})
	}
	d.Tried = len(all)
	d.Floor = math.Min(1, math.Max(noise, 1.96/math.Sqrt(float64(d.N))))
	slices.SortStableFunc(all, func(a, b Driver) int { return cmp.Compare(math.Abs(b.Rho), math.Abs(a.Rho)) })
	for _, x := range all {
		if math.Abs(x.Rho) > d.Floor {
			d.Above = append(d.Above, x)
		} else {
			d.Below = append(d.Below, x)
		}
	}
	return d
}

// rank is the rank correlation over the n futures in which both are defined;
// not ok if there is no order to correlate (a constant, or too few).
func rank(x, y []float64) (rho float64, n int, ok bool) {
	var a, b []float64
	for i := range x {
		if !math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
			a, b = append(a, x[i]), append(b, y[i])
		}
	}
	if len(a) < 4 { // fisher needs four pairs
		return 0, len(a), false
	}
	rho, err := dist.SpearmanRank(a, b)
	return rho, len(a), err == nil
}

// fisher is the 90% interval of a rank correlation of n pairs: atanh(rho) has
// a variance of about 1.06/(n-3) (Fieller, Hartley and Pearson, "Tests for rank
// correlation coefficients", Biometrika 44, 1957).
func fisher(rho float64, n int) (lo, hi float64) {
	half := z90 * math.Sqrt(1.06/float64(n-3))
	z := math.Atanh(rho)
	return math.Tanh(z - half), math.Tanh(z + half)
}
