package decision

import (
	"math"
	"slices"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/rng"
)

// Values holds one number for each input that was given, by name.
type Values map[string]float64

// with returns a copy in which one input has another value.
func (v Values) with(name string, x float64) Values {
	out := Values{}
	for k, y := range v {
		out[k] = y
	}
	out[name] = x
	return out
}

// A Study is uncertain inputs and how to draw them. The draw of an input
// depends on seed, future and the input's name only, so that a number more or
// another law for one of them moves no other.
type Study struct {
	Numbers []Number
	Seed    uint64
	Futures int
}

// Central returns the middle of every input.
func (s *Study) Central() Values {
	v := Values{}
	for _, n := range s.Numbers {
		v[n.Name] = n.Mid
	}
	return v
}

// Draw returns the inputs of a future, numbered from 0.
func (s *Study) Draw(future int) Values {
	v := Values{}
	for _, n := range s.Numbers {
		v[n.Name] = s.draw(n, future)
	}
	return v
}

func (s *Study) draw(n Number, future int) float64 {
	stream := rng.New(s.Seed, uint64(future), rng.Name("decision/"+n.Name), 0)
	return n.Law.Quantile(stream.Float64())
}

// Certain reports whether every input is a point, so that all futures are one.
func (s *Study) Certain() bool {
	return !slices.ContainsFunc(s.Numbers, func(n Number) bool { return !n.Point() })
}

// A Driver is an input and the rank correlation of an outcome with it.
type Driver struct {
	Name string
	Rho  float64 // Spearman, -1 to 1
}

// driver returns the uncertain input that an outcome goes with most, one value
// for each of the futures listed, or false if nothing moves it.
func (s *Study) driver(futures []int, outcome []float64) (Driver, bool) {
	best, found := Driver{}, false
	for _, n := range s.Numbers {
		if n.Point() || len(outcome) < 2 {
			continue
		}
		x := make([]float64, len(outcome))
		for i, future := range futures {
			x[i] = s.draw(n, future)
		}
		rho, err := dist.SpearmanRank(x, outcome)
		if err != nil { // an outcome that is the same in all futures follows nothing
			continue
		}
		if math.Abs(rho) > math.Abs(best.Rho) {
			best, found = Driver{n.Name, rho}, true
		}
	}
	return best, found
}

// A Frequency is in how many futures something is so.
type Frequency struct {
	True, Futures int
	Lo, Hi        float64 // 90% interval of the probability
}

// frequency counts. The interval is Jeffreys': quantiles of beta(k + 1/2,
// n - k + 1/2), with the end at which all or no futures stand closed (Brown,
// Cai and DasGupta, Statistical Science 16, 2001).
func frequency(is []bool) Frequency {
	k := 0
	for _, yes := range is {
		if yes {
			k++
		}
	}
	f := Frequency{True: k, Futures: len(is), Hi: 1}
	law := dist.Beta{A: float64(k) + 0.5, B: float64(len(is)-k) + 0.5, Lo: 0, Hi: 1}
	if k > 0 {
		f.Lo = law.Quantile(0.05)
	}
	if k < len(is) {
		f.Hi = law.Quantile(0.95)
	}
	return f
}

// Mid is the share of futures.
func (f Frequency) Mid() float64 { return float64(f.True) / float64(f.Futures) }

// quantile returns the value that the part p of sorted values lies at or below:
// the smallest such value, so that months that never come stay infinite.
func quantile(sorted []float64, p float64) float64 {
	i := int(math.Ceil(p*float64(len(sorted)))) - 1
	return sorted[max(0, min(i, len(sorted)-1))]
}
