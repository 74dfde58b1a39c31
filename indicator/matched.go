package indicator

import (
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/priceindex"
)

// MatchedModel is the yearly change of the prices of what was on sale before.
var MatchedModel = Indicator{
	Name: "matched_model", Title: "Prices of the same SKU", Unit: "% a year",
	Doc: "Yearly change of list prices of the same SKU at the same provider: the geometric mean of price relatives between month ends over all SKUs that stood at both (Jevons), chained over the window, 24 months unless its start is given. " +
		"New models move it only once they are on sale, so it misses what they bring. " +
		"A SKU of hosts and clouds is another one where its source or its spelling changes, as others list other regions; of owners a price between two equal ones is left out if the source after it did not see it. The interval has SKUs as clusters.",
	Source: "matched-model index, Jevons; LiteLLM basket of 200 SKUs (14% a year)",
	Params: []Param{
		{Definition, []string{"all", "first_party", "host", "cloud"}, "the kind of provider"},
		domainParam, weightsParam, fromParam,
	},
	Of: matchedModel,
}

func matchedModel(v undercut.View, a Args) Estimate {
	from, to := a.window(24)
	l := newListings(&v, a)
	var t trail
	quotes, items := l.skus(a.Definition, monthEnds(from, to), &t)
	links, err := priceindex.Match(quotes)
	if err != nil {
		return undefined("no index of %s: %v", a.Definition, err)
	}
	index, err := priceindex.Chain(links)
	if err != nil {
		return undefined("no index of %s: %v", a.Definition, err)
	}
	first, last := index[0], index[len(index)-1]
	span := undercut.Day(last.Period).Years() - undercut.Day(first.Period).Years()
	e := Estimate{Mid: yearly(last.Log / span), N: items}
	e.Lo, e.Hi = yearly((last.Log-z95*last.LogSE)/span), yearly((last.Log+z95*last.LogSE)/span)
	if e.Lo != e.Lo {
		e.Warnings = append(e.Warnings, "no interval: in some month one SKU alone was priced before and after")
	}
	e.What = fmt.Sprintf("chained Jevons index of SKUs of %s, month ends %v to %v; %s", a.Definition, undercut.Day(first.Period), undercut.Day(last.Period), a.market())
	e.tellLinks(links, index)
	t.mark(&e)
	return e
}

// skus are the prices of SKUs on days, numbered by track.
func (l *listings) skus(kind string, days []undercut.Day, t *trail) (quotes []priceindex.Quote, items int) {
	var tracks []track
	for _, name := range []string{"first_party", "host", "cloud"} {
		if kind == "all" || kind == name {
			tracks = append(tracks, l.tracks(sellers[name])...)
		}
	}
	for item, tr := range tracks {
		before := len(quotes)
		for _, day := range days {
			if i := tr.on(l.view, day); i >= 0 {
				quotes = append(quotes, priceindex.Quote{Item: item, Period: int(day), Price: l.price[i]})
				t.offer(&l.view.Offers[i])
			}
		}
		if len(quotes) > before+1 {
			items++
		}
	}
	return quotes, items
}

// tellLinks writes the index month by month into the estimate.
func (e *Estimate) tellLinks(links []priceindex.Link, index []priceindex.Point) {
	e.Table.Columns = []string{"day", "skus", "moved", "index", "se of log"}
	relatives, moved := 0, 0
	for i, k := range links {
		changed := 0
		for _, x := range k.Logs {
			if x > leastMove || x < -leastMove {
				changed++
			}
		}
		relatives, moved = relatives+len(k.Logs), moved+changed
		p := index[i+1]
		e.Table.Rows = append(e.Table.Rows, []string{
			undercut.Day(p.Period).String(), fmt.Sprint(p.N), fmt.Sprint(changed), number(p.Level), number(p.LogSE),
		})
	}
	e.Basis = fmt.Sprintf("%d SKUs, %d price relatives, %.1f%% of them not 1", e.N, relatives, 100*float64(moved)/float64(relatives))
}
