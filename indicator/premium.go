package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

// Premium is what the frontier costs over what is a step behind it.
var Premium = Indicator{
	Name: "premium", Title: "Premium of the best model", Unit: "×", Log: true,
	Doc: "Price of the best-scored model over that of a lesser one on a day. " +
		"below: over the cheapest model within 10 points of ECI of the best, or as much on other scales (" + elsewhere(notch) + "); " +
		"open: over the best-scored model whose weights can be had. Tiers count as in price_frontier.",
	Source: "this project: vertical differentiation, after Shaked and Sutton (1982)",
	Params: []Param{
		{Definition, []string{"below", "open"}, "the lesser model"},
		scaleParam, domainParam, weightsParam, multiplierParam,
		strictly,
	},
	Of: premium,
}

// notch is how far below the best model the lesser one may be, in points of
// ECI: what the frontier gains in ten months.
const notch = 10

func premium(v undercut.View, a Args) Estimate {
	r, err := NewRuler(v, a.Scale)
	if err != nil {
		return undefined("%v", err)
	}
	if x := point(a.Scale); x != x && a.Definition != "open" {
		return pointless(a.Scale)
	}
	c := capability{newListings(&v, a), a, r, nil}
	c.shelf = c.listings.shelf(a.At, func(*undercut.Release) bool { return true })
	top, low := c.pair(r.Score)
	if top < 0 || low < 0 {
		return undefined("no two scored models with list prices to compare on %v", a.At)
	}
	e := Estimate{Mid: c.shelf[top].price / c.shelf[low].price, What: fmt.Sprintf("price of the best model over %s on %v by %s; %s", c.lesser(), a.At, a.Scale, a.market())}
	c.ranks(&e, []int{top, low})
	var defined float64
	e.Lo, e.Hi, defined = r.spread(func(score []float64) float64 {
		if top, low := c.pair(score); top >= 0 && low >= 0 {
			return c.shelf[top].price / c.shelf[low].price
		}
		return math.NaN()
	})
	e.often(defined, "there is no such pair")
	e.outside()
	e.Warnings = append(e.Warnings, a.assumed()...)
	return e
}

func (c *capability) lesser() string {
	if c.Definition == "open" {
		return "that of the best with weights to be had"
	}
	return fmt.Sprintf("the cheapest at most %s lower", number(notch*point(c.Scale)))
}

// pair are the places on the shelf of the best model and of the lesser one; -1
// for none.
func (c *capability) pair(score []float64) (top, low int) {
	top = c.shelf.best(score, func(r int) bool { return flagship(&c.view.Releases[r]) })
	switch {
	case top < 0:
		return -1, -1
	case c.Definition == "open":
		return top, c.shelf.best(score, func(r int) bool { return c.open(&c.view.Releases[r], c.At) })
	}
	return top, c.shelf.cheapest(score, score[c.shelf[top].release]-notch*point(c.Scale))
}
