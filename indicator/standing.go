package indicator

import (
	"cmp"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
)

// standing is how long a provider offered a release in a window.
type standing struct {
	offer int // one of them
	years float64
}

// years adds up for each release and provider the time in which any of its
// SKUs stood.
func (l *listings) years(tracks []track, from, to undercut.Day) []standing {
	var all []int
	for _, t := range tracks {
		for _, i := range t {
			if o := &l.view.Offers[i]; o.From <= to && o.Until > from {
				all = append(all, i)
			}
		}
	}
	slices.SortFunc(all, func(i, j int) int {
		return cmp.Or(l.compareSellers(i, j), cmp.Compare(l.view.Offers[i].From, l.view.Offers[j].From), l.compare(i, j))
	})
	var years []standing
	var until undercut.Day // what is counted of the provider's time so far
	for n, i := range all {
		if n == 0 || l.compareSellers(all[n-1], i) != 0 {
			years = append(years, standing{offer: i})
			until = from
		}
		o := &l.view.Offers[i]
		if start, end := max(o.From, until), min(o.Until, to+1); end > start {
			years[len(years)-1].years += float64(end-start) / daysPerYear
			until = end
		}
	}
	return years
}

const daysPerYear = 365.2425

func (l *listings) compareSellers(i, j int) int {
	a, b := &l.view.Offers[i], &l.view.Offers[j]
	return cmp.Or(cmp.Compare(l.firm[i], l.firm[j]), cmp.Compare(l.view.Releases[a.Release].ID, l.view.Releases[b.Release].ID))
}

// ratio is the 90% interval of moves per year, m/y, with providers as clusters,
//
//	se² = G/(G-1) Σ_g (m_g - (m/y) y_g)² / y²
//
// on the log scale (Cochran 1977, section 6.3); NaN without moves or with one
// provider.
func (l *listings) ratio(all []move, years []standing, rate, total float64) (lo, hi float64) {
	var names []string // years are in order of providers
	var off []float64  // m_g - rate y_g
	for _, y := range years {
		name := l.firm[y.offer]
		if len(names) == 0 || names[len(names)-1] != name {
			names, off = append(names, name), append(off, 0)
		}
		off[len(off)-1] -= rate * y.years
	}
	for _, m := range all {
		if g, ok := slices.BinarySearch(names, l.firm[m.after]); ok {
			off[g]++
		}
	}
	g := float64(len(off))
	if len(all) == 0 || g < 2 {
		return math.NaN(), math.NaN()
	}
	var squares float64
	for _, d := range off {
		squares += d * d
	}
	se := math.Sqrt(g/(g-1)*squares) / total / rate
	return rate * math.Exp(-z95*se), rate * math.Exp(z95*se)
}

// z95 is the normal quantile of 0.95: intervals hold 90%.
const z95 = 1.6448536269514722
