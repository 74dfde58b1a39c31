package indicator

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/priceindex"
)

// FrontierCurve is how price rises with capability along the frontier.
var FrontierCurve = Indicator{
	Name: "frontier_curve", Title: "Price of ten points more", Unit: "×", Log: true,
	Doc: "By what factor the price rises with 10 points of ECI, or as much on other scales (" + elsewhere(notch) + "), along the price-capability frontier of a day: " +
		"the releases for which no other has as high a score at as low a list price (price). Least squares of log price on score over them. The table is the frontier.",
	Source: "this project: Pareto frontier",
	Params: []Param{scaleParam, domainParam, weightsParam, multiplierParam, strictly},
	Of:     frontierCurve,
}

func frontierCurve(v undercut.View, a Args) Estimate {
	r, err := NewRuler(v, a.Scale)
	if err != nil {
		return undefined("%v", err)
	}
	if x := point(a.Scale); x != x {
		return pointless(a.Scale)
	}
	c := capability{newListings(&v, a), a, r, nil}
	c.shelf = c.listings.shelf(a.At, func(r *undercut.Release) bool { return true })
	front := c.front(r.Score)
	e := Estimate{Mid: c.climb(r.Score, front), N: len(front)}
	e.What = fmt.Sprintf("price for %s more %s along the frontier of %d releases on %v; %s", number(notch*point(a.Scale)), a.Scale, len(front), a.At, a.market())
	if e.Mid != e.Mid {
		e.Undefined = fmt.Sprintf("%d undominated releases on %v make no line", len(front), a.At)
	}
	var defined float64
	e.Lo, e.Hi, defined = r.spread(func(score []float64) float64 { return c.climb(score, c.front(score)) })
	e.often(defined, "the frontier has fewer than three releases")
	e.outside()
	e.Warnings = append(e.Warnings, a.assumed()...)
	c.listFront(&e, front)
	return e
}

// front is the undominated part of the shelf by rising score and price: each
// place scores more than all that are as cheap.
func (c *capability) front(score []float64) shelf {
	var front shelf
	best := math.Inf(-1)
	for i := 0; i < len(c.shelf); {
		top := -1 // of those with one price the best scored
		price := c.shelf[i].price
		for ; i < len(c.shelf) && c.shelf[i].price == price; i++ {
			if x := score[c.shelf[i].release]; x > best {
				best, top = x, i
			}
		}
		if top >= 0 {
			front = append(front, c.shelf[top])
		}
	}
	return front
}

// climb is the factor of price over ten points of ECI along a frontier; NaN if
// fewer than three releases make it.
func (c *capability) climb(score []float64, front shelf) float64 {
	if len(front) < 3 {
		return math.NaN()
	}
	x, y := make([]float64, len(front)), make([]float64, len(front))
	for i, it := range front {
		x[i], y[i] = score[it.release]/(notch*point(c.Scale)), it.price
	}
	l, err := priceindex.FitLogLine(x, y, 0)
	if err != nil {
		return math.NaN() // two scores that differ by rounding
	}
	return l.Factor
}

// listFront writes the frontier into the estimate.
func (c *capability) listFront(e *Estimate, front shelf) {
	var t trail
	t.ruler(c.ruler)
	open := 0
	e.Table.Columns = []string{"release", "score", "price", "provider", "since", "access"}
	for _, it := range slices.SortedFunc(slices.Values(front), func(a, b item) int { return cmp.Compare(a.price, b.price) }) {
		r, o := &c.view.Releases[it.release], &c.view.Offers[it.offer]
		if c.open(r, c.At) {
			open++
		}
		t.offer(o)
		e.Table.Rows = append(e.Table.Rows, []string{
			r.ID, number(c.ruler.Score[it.release]), number(it.price), o.Provider, o.From.String(), r.At(c.At).String(),
		})
	}
	if n := len(front); n > 0 {
		e.Basis = fmt.Sprintf("%s at %s to %s at %s; open are %d of %d", c.view.Releases[front[0].release].ID, dollars(front[0].price),
			c.view.Releases[front[n-1].release].ID, dollars(front[n-1].price), open, n)
	}
	t.mark(e)
}
