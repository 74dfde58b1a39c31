package priceindex

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Point is an index in a period, relative to the first period.
type Point struct {
	Period  int
	Level   float64 // exp(Log); 1 in the first period
	LevelSE float64 // Level · LogSE, the delta method
	Log     float64 // change of log price since the first period
	LogSE   float64 // standard error of Log, clustered; NaN where it is undefined
	N       int     // what the period adds: matches of the link that ends in it (0 in the first), or quotes of it
}

// Chain multiplies links to the chained matched-model (Jevons) index. Errors of
// an item add up along the chain before they are squared,
//
//	ln I_t = Σ_l Mean_l,  Var ln I_t = Σ_i ( Σ_l (r_il - Mean_l) / √(n_l (n_l - 1)) )²
//
// over the links l up to t, r_il the log relative of item i: the variance
// clustered by item. Each link has its own n/(n-1), so that with one link it is
// [Link.SE], with items independent of themselves the sum of the links'
// variances, and in a panel whose items never change exactly what comparing the
// last period with the first gives. From a link with one match on it is NaN.
//
// It is an error if there is no link, if links do not join, or if one has no
// match: the index is then undefined from there on. [Stretches] are what can be
// chained.
func Chain(links []Link) ([]Point, error) {
	if err := chainable(links); err != nil {
		return nil, err
	}
	items := itemsOf(links)
	influence := make([]float64, len(items)) // of each item on ln I_t
	points := []Point{{Period: links[0].From, Level: 1}}
	log := 0.0
	for _, l := range links {
		n := float64(len(l.Items))
		for k, item := range l.Items {
			i, _ := slices.BinarySearch(items, item)
			influence[i] += (l.Logs[k] - l.Mean) / math.Sqrt(n*(n-1)) // 0/0, NaN, with one match
		}
		log += l.Mean
		p := point(l.To, log, math.Sqrt(squares(influence)), len(l.Items))
		if !positive(p.Level) {
			return nil, fmt.Errorf("priceindex: the index is exp(%g) in period %d, beyond what a float64 holds: check the prices", log, l.To)
		}
		points = append(points, p)
	}
	return points, nil
}

func point(period int, log, se float64, n int) Point {
	level := math.Exp(log)
	return Point{Period: period, Level: level, LevelSE: level * se, Log: log, LogSE: se, N: n}
}

func squares(x []float64) (sum float64) {
	for _, v := range x {
		sum += v * v
	}
	return sum
}

// itemsOf returns the items of all links, in order, each once.
func itemsOf(links []Link) []int {
	var items []int
	for _, l := range links {
		items = append(items, l.Items...)
	}
	slices.Sort(items)
	return slices.Compact(items)
}

// chainable reports every place where a chain breaks.
func chainable(links []Link) error {
	if len(links) == 0 {
		return errors.New("priceindex: no links to chain: give at least one")
	}
	var errs []error
	for i, l := range links {
		if len(l.Items) == 0 {
			errs = append(errs, fmt.Errorf("priceindex: no item has a price in both period %d and period %d: the index is undefined across this gap; chain the stretches before and after it apart, or compare by traits", l.From, l.To))
		}
		if len(l.Logs) != len(l.Items) {
			errs = append(errs, fmt.Errorf("priceindex: the link from period %d has %d relatives of %d items: give one each", l.From, len(l.Logs), len(l.Items)))
		}
		if i > 0 && links[i-1].To != l.From {
			errs = append(errs, fmt.Errorf("priceindex: link %d ends in period %d, the next starts in %d: give links that join", i-1, links[i-1].To, l.From))
		}
	}
	return errors.Join(errs...)
}

// Stretches cuts links where one has no match and leaves that one out: each
// stretch can be chained.
func Stretches(links []Link) [][]Link {
	var all [][]Link
	from := 0
	for i := range links {
		if len(links[i].Items) == 0 {
			if from < i {
				all = append(all, links[from:i])
			}
			from = i + 1
		}
	}
	if from < len(links) {
		all = append(all, links[from:])
	}
	return all
}
