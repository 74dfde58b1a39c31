package indicator

import (
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/priceindex"
)

// Histories are the log prices of a level and of levels near it, month end by
// month end, the level itself first. The others are multiples of a step away
// and have been sold for at least a year: what their prices did is how well a
// method would have forecast.
func Histories(v undercut.View, a Args) ([]priceindex.History, error) {
	r, err := NewRuler(v, a.Scale)
	if err != nil {
		return nil, err
	}
	c := capability{newListings(&v, a), a, r, nil}
	levels := c.levels()
	all := make([]priceindex.History, len(levels))
	for m := c.first(); m <= a.At.Month(); m++ {
		c.shelf = c.on(min(m.Last(), a.At))
		for i, level := range levels {
			price := c.cost(r.Score, level)
			switch x := &all[i]; {
			case price == price && x.Log == nil:
				*x = priceindex.History{Name: number(level), Start: int(m), Log: []float64{math.Log(price)}}
			case price == price:
				x.Log = append(x.Log, math.Log(price))
			case x.Log != nil:
				return nil, fmt.Errorf("nothing at or above %s was on sale in %v, though it was before: no forecast can be made of a level that comes and goes", number(level), m)
			}
		}
	}
	if all[0].Log == nil {
		return nil, fmt.Errorf("nothing on sale reaches %s by %v: want a level up to %s", number(a.Level), a.At, number(c.best()))
	}
	return distinct(all), nil
}

// distinct keeps the first history and of the others those that are a year long
// and no other's twin: between levels that nothing on sale lies between there
// is but one history.
func distinct(all []priceindex.History) []priceindex.History {
	kept := all[:1]
	for _, x := range all[1:] {
		twin := slices.ContainsFunc(kept, func(y priceindex.History) bool { return x.Start == y.Start && slices.Equal(x.Log, y.Log) })
		if len(x.Log) >= 12 && !twin {
			kept = append(kept, x)
		}
	}
	return kept
}

// mostLevels is more than any scale has: a score that slipped would fill the
// memory with levels up to it.
const mostLevels = 1000

// levels are the level and those around it in steps of twice the distance
// within which a level is the same, as far as scores reach. A level below all
// scores is as good as the lowest; above them nothing is compared, nor where
// nobody knows that distance.
func (c *capability) levels() []float64 {
	step := 2 * near(c.Scale)
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, i := range c.ruler.scored {
		lo, hi = math.Min(lo, c.ruler.Score[i]), math.Max(hi, c.ruler.Score[i])
	}
	levels := []float64{c.Level}
	if c.Level > hi || step != step {
		return levels
	}
	for x := c.Level - step; x >= lo && len(levels) < mostLevels; x -= step {
		levels = append(levels, x)
	}
	for x := max(c.Level, lo) + step; x <= hi && len(levels) < mostLevels; x += step {
		levels = append(levels, x)
	}
	return levels
}

// first is the month of the first list price.
func (c *capability) first() undercut.Month {
	first := c.At
	for i := range c.view.Offers {
		if c.price[i] == c.price[i] {
			first = min(first, c.view.Offers[i].From)
		}
	}
	return first.Month()
}

// Weighted is the open model with the fewest parameters that reaches the level
// on the day and says how many it has: what a buyer would host. It is false if
// none does.
func Weighted(v undercut.View, a Args) (undercut.Release, bool) {
	r, err := NewRuler(v, a.Scale)
	if err != nil {
		return undercut.Release{}, false
	}
	best := -1
	for _, i := range r.scored {
		x := &v.Releases[i]
		if x.Domain == a.Domain && a.open(x, a.At) && r.Score[i] >= a.Level && x.Params.Total > 0 &&
			(best < 0 || x.Params.Total < v.Releases[best].Params.Total) {
			best = i
		}
	}
	if best < 0 {
		return undercut.Release{}, false
	}
	return v.Releases[best], true
}
