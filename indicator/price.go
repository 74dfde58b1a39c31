package indicator

import (
	"fmt"
	"math"
	"strconv"

	"github.com/undercut-sim/undercut"
)

// Price is the price of a fixed capability.
var Price = Indicator{
	Name: "price", Title: "Price of a fixed capability", Unit: "$/m tokens", Log: true,
	Doc: "List price on a day of the cheapest model that scores at or above a level. " +
		"A closed model has its owner's price; one whose weights can be had the lower of its owner's and the second lowest of at least three hosts and clouds. " +
		"Providers of one firm (a -cn site, aws and amazon-bedrock, zhipuai and zai) count once. " +
		"cheapest: over all models; second: the second lowest provider, each with the cheapest of all list offers at the level; " +
		"open, closed: over models whose weights can, or cannot, be had on that day.",
	Source: "after Epoch AI, LLM inference price trends (2025); a16z, LLMflation (2024); arXiv 2511.23455",
	Params: []Param{
		levelParam,
		{Definition, []string{"cheapest", "second", "open", "closed"}, "whose offers count"},
		scaleParam, domainParam, weightsParam, multiplierParam,
		strictly,
	},
	Of: price,
}

// A capability is what can be bought on a day of a given sort, and the scores
// that say how able it is.
type capability struct {
	*listings
	Args
	ruler *Ruler
	shelf shelf
}

func price(v undercut.View, a Args) Estimate {
	r, err := NewRuler(v, a.Scale)
	if err != nil {
		return undefined("%v", err)
	}
	c := capability{newListings(&v, a), a, r, nil}
	c.shelf = c.on(a.At)
	at := c.pick(r.Score, a.Level)
	if math.IsInf(c.best(), -1) {
		return undefined("nothing of domain %s has a score on %s and such a price on %v: %s", a.Domain, a.Scale, a.At, c.whose())
	}
	if at < 0 {
		return undefined("no %s reaches %s on %v: the best there reaches %s", c.whose(), number(a.Level), a.At, number(c.best()))
	}
	e := Estimate{Mid: c.shelf[at].price, What: fmt.Sprintf("%s on %v, %s; %s", c.whose(), a.At, a.atLevel(), a.market())}
	var defined float64
	e.Lo, e.Hi, defined = r.spread(func(score []float64) float64 { return c.cost(score, a.Level) })
	e.Basis = c.offer(c.shelf[at])
	e.often(defined, "nothing reaches the level")
	e.outside()
	e.Warnings = append(e.Warnings, a.assumed()...)
	c.nearby(&e)
	c.list(&e)
	return e
}

// on is the shelf of a day under the definition.
func (c *capability) on(day undercut.Day) shelf {
	switch c.Definition {
	case "second":
		return c.offered(day)
	case "open":
		return c.listings.shelf(day, func(r *undercut.Release) bool { return c.open(r, day) })
	case "closed":
		return c.listings.shelf(day, func(r *undercut.Release) bool { return !r.At(day).CanHost() && r.At(day) != undercut.Unknown })
	}
	return c.listings.shelf(day, func(*undercut.Release) bool { return true })
}

// whose names the definition.
func (c *capability) whose() string {
	switch c.Definition {
	case "second":
		return "second lowest provider's list price"
	case "open":
		return "list price of the cheapest model with weights to be had"
	case "closed":
		return "list price of the cheapest closed model"
	}
	return "list price of the cheapest model"
}

// pick is the place on the shelf of what decides the price at a level; -1 if
// nothing does.
func (c *capability) pick(score []float64, level float64) int {
	if c.Definition == "second" {
		return c.second(c.shelf, score, level)
	}
	return c.shelf.cheapest(score, level)
}

// cost is the price at a level; NaN if nothing on the shelf reaches it.
func (c *capability) cost(score []float64, level float64) float64 {
	if at := c.pick(score, level); at >= 0 {
		return c.shelf[at].price
	}
	return math.NaN()
}

// best is the highest score on the shelf.
func (c *capability) best() float64 {
	best := math.Inf(-1)
	for _, it := range c.shelf {
		if s := c.ruler.Score[it.release]; s > best { // not every release has a score
			best = s
		}
	}
	return best
}

// offer says who sells what since when.
func (c *capability) offer(it item) string {
	o := &c.view.Offers[it.offer]
	text := fmt.Sprintf("%s from %s since %v at %s (in %s, out %s)", c.view.Releases[it.release].ID, o.Provider, o.From, dollars(it.price), dollars(o.In), dollars(o.Out))
	if o.Seller != undercut.FirstParty && c.Definition != "second" {
		text += ", second lowest of its hosts"
	}
	return text
}

// nearby warns if the price is another a little above or below the level.
func (c *capability) nearby(e *Estimate) {
	d := near(c.Scale)
	if d != d {
		return
	}
	below, above := c.cost(c.ruler.Score, c.Level-d), c.cost(c.ruler.Score, c.Level+d)
	e.Basis = sentence(e.Basis, fmt.Sprintf("%s at %s, %s at %s", dollars(below), number(c.Level-d), dollars(above), number(c.Level+d)))
	if above > 2*below {
		e.Warnings = append(e.Warnings, fmt.Sprintf("the level lies on a step: %s %s lower, %s as much higher", dollars(below), number(d), dollars(above)))
	}
}

// list writes the offers at the level into the table, the cheapest first.
func (c *capability) list(e *Estimate) {
	var t trail
	t.ruler(c.ruler)
	e.Table.Columns = []string{"release", "score", "access", "provider", "since", "in", "out", "price"}
	for _, it := range c.shelf {
		r, o := &c.view.Releases[it.release], &c.view.Offers[it.offer]
		if !(c.ruler.Score[it.release] >= c.Level) {
			continue
		}
		e.N++
		t.offer(o)
		e.Table.Rows = append(e.Table.Rows, []string{
			r.ID, number(c.ruler.Score[it.release]), r.At(c.At).String(), o.Provider, o.From.String(),
			number(o.In), number(o.Out), strconv.FormatFloat(it.price, 'g', 6, 64),
		})
	}
	t.mark(e)
}
