package indicator

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
)

// PriceCuts and PriceRises count moves of list prices.
var (
	PriceCuts  = moves("price_cuts", "Cuts of list prices", "Cuts", -1)
	PriceRises = moves("price_rises", "Rises of list prices", "Rises", 1)
)

func moves(name, title, what string, sign float64) Indicator {
	return Indicator{
		Name: name, Title: title, Unit: "per offer and year",
		Doc: what + " of list prices in the window, twelve months unless given, for each year that a provider offers a release. " +
			"A move is a change of the blended price of a SKU by at least 1%; those of one provider on one release and day are one. " +
			"What was cheaper from the day of its release is no cut. " +
			"For hosts and clouds both prices are from one source: others list other regions. The interval is clustered by provider.",
		Source: "this project",
		Params: []Param{
			{Definition, []string{"first_party", "host", "cloud"}, "the kind of provider"},
			domainParam, weightsParam, fromParam,
		},
		Of: func(v undercut.View, a Args) Estimate { return countMoves(v, a, sign) },
	}
}

// leastMove is the smallest change, in logs, that counts as a move: below it are
// rates of exchange and roundings.
const leastMove = 0.01

// A move is a change of a list price.
type move struct {
	before, after int     // offers
	size          float64 // change of log price
}

var sellers = map[string]undercut.Seller{"first_party": undercut.FirstParty, "host": undercut.Host, "cloud": undercut.Cloud}

func countMoves(v undercut.View, a Args, sign float64) Estimate {
	l := newListings(&v, a)
	from, to := a.window(12)
	tracks := l.tracks(sellers[a.Definition])
	years := l.years(tracks, from, to)
	all := l.moved(tracks, sign, from, to)
	total := 0.0
	for _, y := range years {
		total += y.years
	}
	if total == 0 {
		return undefined("nothing is offered by a %s from %v to %v", a.Definition, from, to)
	}
	e := Estimate{N: len(all), What: fmt.Sprintf("list prices of %s, %v to %v; %s", a.Definition, from, to, a.market())}
	e.Mid = float64(len(all)) / total
	e.Lo, e.Hi = l.ratio(all, years, e.Mid, total)
	var t trail
	for _, y := range years {
		t.offer(&v.Offers[y.offer])
	}
	l.tell(&e, &t, all, total)
	t.mark(&e)
	return e
}

// window is the days from the one given, or the months up to the day measured.
func (a Args) window(months undercut.Month) (from, to undercut.Day) {
	if a.From != 0 {
		return a.From, a.At
	}
	_, _, day := a.At.Date()
	m := a.At.Month() - months
	return min(m.First()+undercut.Day(day)-1, m.Last()) + 1, a.At
}

// moved lists the moves of a sign from a day to another, each provider's on a
// release and day once, in order of time.
func (l *listings) moved(tracks []track, sign float64, from, to undercut.Day) []move {
	var all []move
	for _, t := range tracks {
		for n := 1; n < len(t); n++ {
			m := move{t[n-1], t[n], math.Log(l.price[t[n]] / l.price[t[n-1]])}
			if day := l.view.Offers[m.after].From; sign*m.size >= leastMove && from <= day && day <= to {
				all = append(all, m)
			}
		}
	}
	slices.SortStableFunc(all, l.compareMoves)
	return slices.CompactFunc(all, func(a, b move) bool { return l.compareMoves(a, b) == 0 })
}

// compareMoves orders moves by day, release and provider. It is 0 for two SKUs of one
// of these; as the sort is stable, the first in order of names is kept.
func (l *listings) compareMoves(a, b move) int {
	x, y := &l.view.Offers[a.after], &l.view.Offers[b.after]
	return cmp.Or(cmp.Compare(x.From, y.From),
		cmp.Compare(l.view.Releases[x.Release].ID, l.view.Releases[y.Release].ID), cmp.Compare(l.firm[a.after], l.firm[b.after]))
}

// tell writes the moves into the estimate.
func (l *listings) tell(e *Estimate, t *trail, all []move, total float64) {
	e.Table.Columns = []string{"day", "release", "provider", "sku", "before", "after", "change", "dated", "source"}
	var sizes []float64
	across := 0
	for _, m := range all {
		a, b := &l.view.Offers[m.before], &l.view.Offers[m.after]
		sizes = append(sizes, m.size)
		if !l.agree(m.before, m.after) {
			across++
		}
		t.offer(a)
		t.offer(b)
		e.Table.Rows = append(e.Table.Rows, []string{
			b.From.String(), l.view.Releases[b.Release].ID, b.Provider, b.SKU, number(l.price[m.before]), number(l.price[m.after]),
			percent(math.Expm1(m.size)), b.Dated, b.Source,
		})
	}
	if len(all) == 0 {
		e.Basis = fmt.Sprintf("none in %.1f years of offers", total)
		return
	}
	e.Basis = fmt.Sprintf("%d in %.1f years of offers, the median %s", len(all), total, percent(math.Expm1(median(sizes))))
	if across > 0 {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%d of %d rest on two sources, which may differ without a move", across, len(all)))
	}
}

// percent writes a share with its sign: -40%.
func percent(x float64) string { return fmt.Sprintf("%+.0f%%", 100*x) }
