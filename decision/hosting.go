package decision

import (
	"math"
	"slices"
)

// hoursAMonth is a mean month of 365.2425/12 days.
const hoursAMonth = 24 * 365.2425 / 12

// A Hosting is a month of serving open weights oneself, beside buying the same
// tokens from the cheapest seller. Tokens are read and written together, in
// the mix that the price is of.
type Hosting struct {
	Tokens      float64 // m tokens a month
	API         float64 // dollars a million tokens
	GPU         float64 // dollars an hour of one GPU
	Throughput  float64 // tokens a second of one busy GPU
	Utilisation float64 // part of the time in which a GPU is busy, above 0
	Replica     float64 // GPUs that hold the model once; whole
	Staff       float64 // dollars a month, whatever the volume
}

// NewHosting reads the inputs of "undercut price".
func NewHosting(v Values) Hosting {
	return Hosting{v["tokens"], v["api"], v["gpu"], v["throughput"], v["utilisation"], v["replica"], v["staff"]}
}

// Capacity is how many million tokens a month one replica serves.
func (h Hosting) Capacity() float64 {
	return h.Replica * h.Throughput * h.Utilisation * 3600 * hoursAMonth / 1e6
}

// replicas is how many are rented for a volume: whole ones, at least one.
func (h Hosting) replicas(tokens float64) float64 {
	return math.Max(1, math.Ceil(tokens/h.Capacity()))
}

// rent is the bill of one replica, dollars a month.
func (h Hosting) rent() float64 { return h.Replica * h.GPU * hoursAMonth }

// Own is the bill of hosting, dollars a month:
//
//	ceil(tokens/capacity) · rent of a replica + staff
func (h Hosting) Own() float64 { return h.replicas(h.Tokens)*h.rent() + h.Staff }

// Bought is the bill of the API, dollars a month.
func (h Hosting) Bought() float64 { return h.Tokens * h.API }

// BreakEven is the least volume, in million tokens a month, from which hosting
// costs no more than buying: with n replicas full at n times the capacity,
//
//	n · rent + staff <= API · V,  (n - 1) · capacity < V <= n · capacity
//
// for the first n that has such a V. It is infinite if a full replica costs
// more than the tokens that it serves.
func (h Hosting) BreakEven() float64 {
	full := h.API*h.Capacity() - h.rent() // gain of a full replica
	if full <= 0 {
		return math.Inf(1)
	}
	n := math.Max(1, math.Ceil(h.Staff/full))
	return (n*h.rent() + h.Staff) / h.API
}

// A HostVerdict compares hosting with buying over all futures.
type HostVerdict struct {
	Own, Bought, BreakEven Quantiles
	Cheaper                Frequency // hosting costs no more
	Central                Hosting
	Driver                 *Driver // of the saving; nil if nothing moves it
	Flip                   *Flip   // where that input alone turns the answer; nil without a driver
}

// Quantiles are of an outcome over futures.
type Quantiles struct{ P5, P50, P95 float64 }

func quantilesOf(x []float64) Quantiles {
	s := slices.Sorted(slices.Values(x))
	return Quantiles{quantile(s, 0.05), quantile(s, 0.5), quantile(s, 0.95)}
}

// Host answers whether to host or to buy.
func Host(s *Study) (HostVerdict, error) {
	var own, bought, even, saving []float64
	var cheaper []bool
	var futures []int
	for k := range s.Futures {
		h := NewHosting(s.Draw(k))
		own, bought, even = append(own, h.Own()), append(bought, h.Bought()), append(even, h.BreakEven())
		saving = append(saving, h.Bought()-h.Own())
		cheaper, futures = append(cheaper, h.Own() <= h.Bought()), append(futures, k)
	}
	v := HostVerdict{
		Own: quantilesOf(own), Bought: quantilesOf(bought), BreakEven: quantilesOf(even),
		Cheaper: frequency(cheaper), Central: NewHosting(s.Central()),
	}
	d, found := s.driver(futures, saving)
	if !found {
		return v, nil
	}
	f, err := s.flipHosting(d.Name)
	v.Driver, v.Flip = &d, &f
	return v, err
}

// flipHosting is how far one input must move, the others in their middles, to
// turn the answer; it is searched over a hundredfold of its interval.
func (s *Study) flipHosting(name string) (Flip, error) {
	central := s.Central()
	at := slices.IndexFunc(s.Numbers, func(n Number) bool { return n.Name == name })
	n := s.Numbers[at]
	lo, hi := n.Low/100, n.High*100
	if name == "utilisation" {
		hi = 1
	}
	return flip(name, n.Mid, lo, hi, func(x float64) (bool, error) {
		h := NewHosting(central.with(name, x))
		return h.Own() <= h.Bought(), nil
	})
}
