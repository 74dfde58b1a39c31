package indicator

import (
	"slices"

	"github.com/undercut-sim/undercut"
)

// An item is something that can be bought.
type item struct {
	release int
	quote
}

// A shelf is what can be bought on a day, the cheapest first.
type shelf []item

// shelf returns the releases that have a list price on a day.
func (l *listings) shelf(day undercut.Day, counts func(*undercut.Release) bool) shelf {
	var s shelf
	for r := range l.of {
		if len(l.of[r]) == 0 || !counts(&l.view.Releases[r]) {
			continue
		}
		if q := l.on(r, day); q.offer >= 0 {
			s = append(s, item{r, q})
		}
	}
	l.sort(s)
	return s
}

// offered returns every list offer that stands on a day: several of a release,
// and hosts' offers of closed models too.
func (l *listings) offered(day undercut.Day) shelf {
	var s shelf
	for r, offers := range l.of {
		for _, i := range offers {
			if l.view.Offers[i].Holds(day) {
				s = append(s, item{r, quote{l.price[i], i}})
			}
		}
	}
	l.sort(s)
	return s
}

func (l *listings) sort(s shelf) {
	slices.SortFunc(s, func(a, b item) int { return l.compare(a.offer, b.offer) })
}

// cheapest is the place on the shelf of the cheapest that reaches a level, -1 if nothing
// does.
func (s shelf) cheapest(score []float64, level float64) int {
	return slices.IndexFunc(s, func(it item) bool { return score[it.release] >= level })
}

// second is the place of the second lowest among providers, each with the
// cheapest of all that it offers at the level; -1 with fewer than two.
func (l *listings) second(s shelf, score []float64, level float64) int {
	first := s.cheapest(score, level)
	if first < 0 {
		return -1
	}
	for i := first + 1; i < len(s); i++ {
		if score[s[i].release] >= level && l.firm[s[i].offer] != l.firm[s[first].offer] {
			return i
		}
	}
	return -1
}
