package importer

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// endOf returns the day on which an offer ends by a field; Never if none is
// announced.
func (r *reader) endOf(o object, field string) (undercut.Day, bool) {
	text, ok := r.maybeText(o, field)
	if !ok || text == "" {
		return undercut.Never, ok
	}
	d, err := undercut.ParseDay(text)
	if err != nil {
		n, _ := o.get(field)
		return 0, r.bad(n, text, "want the day on which the offer ends as YYYY-MM-DD")
	}
	return d, true
}

// end ends the offers of an entry, which are the rows from an index on. Of an
// offer that has ended, the end is all that is known: since when it had its
// price is not.
func (r *reader) end(o object, from int, end undercut.Day) {
	if end == undercut.Never {
		return
	}
	for i, p := range r.Prices[from:] {
		p.Removed, p.From, p.Dated, p.Suspect = true, end, "announced", ""
		p.In, p.Out, p.Cached = math.NaN(), math.NaN(), math.NaN()
		if end <= r.seen {
			r.Prices[from+i] = p
		} else {
			r.price(o, p)
		}
	}
}

// either returns the first number, or the second if that is NaN.
func either(x, y float64) float64 {
	if math.IsNaN(x) {
		return y
	}
	return x
}
