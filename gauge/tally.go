package gauge

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// A Tally sums a month's panel once, for all indicators.
type Tally struct {
	View  undercut.View
	View0 undercut.View // names only, as given at the start

	Firm    []FirmSum    // by firm
	Segment []SegmentSum // by segment
	Memory  []Memory     // by segment; records of models only
	Lead    int          // the leading segment of models, -1 if there is none
	Cheap   []float64    // [level] its cheapest offer at or above Levels[level] in the first bloc, dollars; NaN none
}

// FirmSum is one firm over all markets. Money is $bn in the month.
type FirmSum struct {
	Units, Revenue, Profit float64
	OpenRevenue, OpenGross float64 // of its own service of open products
	Closed                 bool    // its flagship is closed
}

// SegmentSum is one segment over all blocs.
type SegmentSum struct {
	Units, Paid         float64    // million units or trillion tokens; $bn paid by buyers
	Open, OpenPaid      float64    // the part that open products have
	ByMaker             []float64  // [bloc of the owner] units
	Market              []float64  // [bloc of the buyers] units
	MakerInMarket       []float64  // [owner's bloc*blocs + buyers' bloc] units
	Best, BestPrice     float64    // best closed product in the first bloc and its price
	Gross               []float64  // [bloc of the owner] gross profit, fees and royalties among it
	HostPro             []float64  // [bloc of the buyers] gross profit of hosts on what they sell
	Frontier            []Frontier // [bloc of the owner]
	Squares, TotalMoney float64    // for concentration
	Worth, Buyers       float64    // worth of what is on offer times buyers, and buyers, where anything is
}

// Frontier is the best products of a bloc's labs in one segment, decades; NaN
// without one.
type Frontier struct {
	Best, BestOpen float64
}

// Levels are the capabilities, in decades above GPT-4, whose price is
// followed.
var Levels = [...]float64{0, 1, 2}

// Memory is what indicators remember of a segment between months.
type Memory struct {
	best  []float64 // [month] best quality of all products so far
	west  []float64 // [month] best quality of western blocs so far
	month int
}

// newTally allocates for the names of a view.
func newTally(v undercut.View) *Tally {
	t := &Tally{
		View0: v, Lead: Leading(v.Segments), Cheap: make([]float64, len(Levels)),
		Firm: make([]FirmSum, len(v.Firms)), Segment: make([]SegmentSum, len(v.Segments)), Memory: make([]Memory, len(v.Segments)),
	}
	n := len(v.Blocs)
	for s := range t.Segment {
		t.Segment[s] = SegmentSum{
			ByMaker: make([]float64, n), Market: make([]float64, n), MakerInMarket: make([]float64, n*n),
			Gross: make([]float64, n), HostPro: make([]float64, n), Frontier: make([]Frontier, n),
		}
	}
	return t
}

func (t *Tally) reset(v undercut.View) {
	t.View = v
	clear(t.Firm)
	for s := range t.Segment {
		q := &t.Segment[s]
		for _, x := range [][]float64{q.ByMaker, q.Market, q.MakerInMarket, q.Gross, q.HostPro} {
			clear(x)
		}
		for b := range q.Frontier {
			q.Frontier[b] = Frontier{math.NaN(), math.NaN()}
		}
		*q = SegmentSum{
			ByMaker: q.ByMaker, Market: q.Market, MakerInMarket: q.MakerInMarket, Gross: q.Gross, HostPro: q.HostPro, Frontier: q.Frontier,
			Best: math.NaN(), BestPrice: math.NaN(),
		}
	}
	for l := range t.Cheap {
		t.Cheap[l] = math.NaN()
	}
}

// read tallies a month.
func (t *Tally) read(v undercut.View) {
	t.reset(v)
	for i := range v.Rows {
		t.add(&v.Rows[i])
	}
	for i := range v.Markets {
		if r := &v.Markets[i]; r.Worth == r.Worth {
			t.Segment[r.Segment].Worth += r.Mass * r.Worth
			t.Segment[r.Segment].Buyers += r.Mass
		}
	}
	for i := range v.Books {
		s, bloc := &t.Segment[v.Firms[i].Segment], v.Firms[i].Bloc
		b := &s.Frontier[bloc]
		b.Best, b.BestOpen = larger(b.Best, v.Books[i].Best), larger(b.BestOpen, v.Books[i].BestOpen)
		s.Gross[bloc] += v.Books[i].Gross
		s.TotalMoney += v.Books[i].Revenue
		s.Squares += v.Books[i].Revenue * v.Books[i].Revenue
	}
	for s := range t.Segment {
		if v.Segments[s].Layer == undercut.Model {
			t.Memory[s].add(v.Blocs, t.Segment[s].Frontier)
		}
	}
}

func (t *Tally) add(r *undercut.Row) {
	f, s := &t.Firm[r.Firm], &t.Segment[r.Segment]
	home := t.View.Firms[r.Firm].Bloc
	f.Units += r.Units
	f.Revenue += r.Revenue
	f.Profit += r.Profit
	paid := r.Revenue + r.Hosted
	s.Units += r.Units
	s.Paid += paid
	s.ByMaker[home] += r.Units
	s.Market[r.Market] += r.Units
	s.MakerInMarket[home*len(s.Market)+r.Market] += r.Units
	s.HostPro[r.Market] += r.HostPro
	if t.View.Segments[r.Segment].Layer != undercut.Model {
		return
	}
	if r.Licence == undercut.Open {
		s.Open += r.Units
		s.OpenPaid += paid
		f.OpenRevenue += r.Revenue
		f.OpenGross += r.Profit
	}
	if r.Tier == undercut.Flagship && r.Licence == undercut.Closed {
		f.Closed = true
	}
	if r.Market != 0 {
		return
	}
	if r.Licence == undercut.Closed && !(r.Quality <= s.Best) && r.Price == r.Price {
		s.Best, s.BestPrice = r.Quality, r.Price
	}
	if r.Segment != t.Lead {
		return
	}
	for l, level := range Levels {
		if r.Quality >= level && !(r.Low >= t.Cheap[l]) && r.Low == r.Low {
			t.Cheap[l] = r.Low
		}
	}
}

// add remembers the records of the frontier.
func (m *Memory) add(blocs []undercut.Bloc, now []Frontier) {
	best, west := math.NaN(), math.NaN()
	for b := range now {
		best = larger(best, now[b].Best)
		if blocs[b].Western {
			west = larger(west, now[b].Best)
		}
	}
	if m.month > 0 {
		best, west = larger(m.best[m.month-1], best), larger(m.west[m.month-1], west)
	}
	m.best, m.west = append(m.best[:m.month], best), append(m.west[:m.month], west)
	m.month++
}

// reached is the number of months since a record first stood at q, between
// months linearly; NaN if it never did, or stood there from the start (the
// past before the first month is not known).
func reached(record []float64, q float64) float64 {
	if q != q || len(record) == 0 || !(record[len(record)-1] >= q) || record[0] >= q {
		return math.NaN()
	}
	k := len(record) - 1
	for record[k-1] >= q {
		k--
	}
	lo, hi := record[k-1], record[k]
	if lo != lo {
		lo = hi
	}
	at := float64(k)
	if hi > lo {
		at -= (hi - q) / (hi - lo)
	}
	return float64(len(record)-1) - at
}

// larger is the larger of two numbers of which either may be missing.
func larger(a, b float64) float64 {
	if a != a || b > a {
		return b
	}
	return a
}

// ratio is a/b, NaN where b is not positive.
func ratio(a, b float64) float64 {
	if !(b > 0) {
		return math.NaN()
	}
	return a / b
}
