package indicator

import (
	"fmt"

	"github.com/undercut-sim/undercut"
)

// ComputePrice is what an hour of an H100 costs.
var ComputePrice = Indicator{
	Name: "compute_price", Title: "Rent of an H100", Unit: "$/hour",
	Doc:    "The latest price of an hour of an Nvidia H100, in dollars of the day. Low and high are the least and the most since --from, by default all that was seen: the price of computing has risen as well as fallen.",
	Source: "trackers of rental prices",
	Params: []Param{{Definition, rents, "on_demand: by the hour; contract: bound for a year"}, {From, nil, "first day of the range"}},
	Of:     computePrice,
}

// rents are the terms on which an hour is sold.
var rents = []string{"on_demand", "contract"}

func computePrice(v undercut.View, a Args) Estimate {
	subject := map[string]string{"on_demand": "H100/on demand", "contract": "H100/contract"}[a.Definition]
	e := start(v, a, rents, "rent of an H100, "+inWords(a.Definition)+", on "+a.At.String())
	if e.Undefined != "" {
		return e
	}
	l := ledgerOf(v, "rental_price").until(a.At).of(subject, "").where(func(f *undercut.Figure) bool { return f.Until >= a.From })
	f := l.last()
	if f == nil {
		e.Undefined = "no such price is known by then"
		return e
	}
	e.Mid, e.Lo, e.Hi, e.N = f.Value, f.Value, f.Value, len(l)
	for i := range l {
		lo, hi := bounds(&l[i])
		e.Lo, e.Hi = min(e.Lo, lo), max(e.Hi, hi)
	}
	e.Basis = fmt.Sprintf("%v", f.Until)
	if f.Note != "" {
		e.Basis += ": " + f.Note
	}
	e.record(l)
	if a.At-f.Until > stale/2 {
		e.Warnings = append(e.Warnings, "the price is more than half a year old")
	}
	return e
}
