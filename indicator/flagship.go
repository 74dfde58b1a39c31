package indicator

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
)

// PriceFrontier is the price of the best models.
var PriceFrontier = Indicator{
	Name: "price_frontier", Title: "Price of the best models", Unit: "$/m tokens", Log: true,
	Doc: "List price on a day of the best-scored model. " +
		"median3: of OpenAI's, Anthropic's and Google's, the median; best: of the best of all developers. " +
		"Both leave out small tiers (mini, nano, flash, lite, haiku, instant, luna in the name) and OpenAI's pro tier, which sells more computing for an answer of the same model. " +
		"all: the best of all developers, every tier counted.",
	Source: "after arXiv 2511.23455, section on frontier models",
	Params: []Param{
		{Definition, []string{"median3", "best", "all"}, "whose best model"},
		scaleParam, domainParam, weightsParam, multiplierParam,
	},
	Of: priceFrontier,
}

// western are the developers of median3.
var western = []string{"OpenAI", "Anthropic", "Google"}

// small are words in names of small tiers.
var small = []string{"mini", "nano", "flash", "lite", "haiku", "instant", "luna"}

// flagship reports whether a release is of a tier that stands for its
// developer's best.
func flagship(r *undercut.Release) bool {
	name, _, _ := strings.Cut(r.ID, "@")
	for word := range strings.SplitSeq(name, "-") {
		if slices.Contains(small, word) || word == "pro" && r.Developer == "OpenAI" {
			return false
		}
	}
	return true
}

// best is the item of the highest score that counts, the cheaper among equals;
// -1 if there is none.
func (s shelf) best(score []float64, counts func(release int) bool) int {
	best := -1
	for i, it := range s {
		if x := score[it.release]; x == x && (best < 0 || x > score[s[best].release]) && counts(it.release) {
			best = i
		}
	}
	return best
}

func priceFrontier(v undercut.View, a Args) Estimate {
	r, err := NewRuler(v, a.Scale)
	if err != nil {
		return undefined("%v", err)
	}
	c := capability{newListings(&v, a), a, r, nil}
	c.shelf = c.listings.shelf(a.At, func(r *undercut.Release) bool { return a.Definition == "all" || flagship(r) })
	whose := c.whoseBest()
	at := make([]int, len(whose))
	e := Estimate{What: fmt.Sprintf("list price of %s on %v by %s; %s", bestOf[a.Definition], a.At, a.Scale, a.market())}
	e.Mid = c.medianPrice(r.Score, whose, at)
	if e.Mid != e.Mid {
		return undefined("nothing of domain %s that counts has a score on %s and a list price on %v: %s", a.Domain, a.Scale, a.At, bestOf[a.Definition])
	}
	c.ranks(&e, at)
	var defined float64
	scratch := make([]int, len(whose))
	e.Lo, e.Hi, defined = r.spread(func(score []float64) float64 { return c.medianPrice(score, whose, scratch) })
	e.often(defined, "there is no such model")
	e.outside()
	if a.Definition == "median3" && e.N < len(western) {
		e.Warnings = append(e.Warnings, fmt.Sprintf("of %d developers only: the others have no scored model with a price", e.N))
	}
	e.Warnings = append(e.Warnings, a.assumed()...)
	return e
}

var bestOf = map[string]string{
	"median3": "the best models of OpenAI, Anthropic and Google, the median",
	"best":    "the best model of all developers",
	"all":     "the best model of all developers, every tier counted",
}

// whoseBest are the releases among which each best is sought, by developer; nil for all.
func (c *capability) whoseBest() []func(release int) bool {
	if c.Definition != "median3" {
		return []func(int) bool{func(int) bool { return true }}
	}
	var each []func(int) bool
	for _, developer := range western {
		each = append(each, func(r int) bool { return c.view.Releases[r].Developer == developer })
	}
	return each
}

// medianPrice is the median of the prices of the best models; their places on
// the shelf go to at, -1 where there is none.
func (c *capability) medianPrice(score []float64, whose []func(int) bool, at []int) float64 {
	var prices [3]float64
	n := 0
	for i, counts := range whose {
		at[i] = c.shelf.best(score, counts)
		if at[i] >= 0 {
			prices[n] = c.shelf[at[i]].price
			n++
		}
	}
	return median(prices[:n])
}

// median of numbers, which it sorts; of an even count the mean of the middle
// two; NaN of none.
func median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	slices.Sort(x)
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}

// ranks writes the best models into the estimate.
func (c *capability) ranks(e *Estimate, at []int) {
	var t trail
	t.ruler(c.ruler)
	e.Table.Columns = []string{"developer", "release", "score", "provider", "since", "in", "out", "price"}
	var basis []string
	for _, i := range at {
		if i < 0 {
			continue
		}
		it := c.shelf[i]
		r, o := &c.view.Releases[it.release], &c.view.Offers[it.offer]
		e.N++
		t.offer(o)
		basis = append(basis, c.offer(it))
		e.Table.Rows = append(e.Table.Rows, []string{
			r.Developer, r.ID, number(c.ruler.Score[it.release]), o.Provider, o.From.String(), number(o.In), number(o.Out), number(it.price),
		})
	}
	e.Basis = sentence(basis...)
	t.mark(e)
}
