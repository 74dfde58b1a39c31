package indicator

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
)

// undefined is an estimate without a value, and why.
func undefined(format string, args ...any) Estimate {
	nan := math.NaN()
	return Estimate{Mid: nan, Lo: nan, Hi: nan, Undefined: fmt.Sprintf(format, args...)}
}

// A trail collects the rows that an estimate rests on.
type trail struct {
	sources []string // in order
	data    undercut.Day
	noted   map[string]bool // what rows name as their source
}

// add notes a row's sources and when it was seen.
func (t *trail) add(source string, seen undercut.Day) {
	t.data = max(t.data, seen)
	if t.noted[source] {
		return
	}
	if t.noted == nil {
		t.noted = map[string]bool{}
	}
	t.noted[source] = true
	for _, id := range strings.Split(source, ";") {
		if at, ok := slices.BinarySearch(t.sources, id); !ok && id != "" {
			t.sources = slices.Insert(t.sources, at, id)
		}
	}
}

// offer notes an offer.
func (t *trail) offer(o *undercut.Offer) { t.add(o.Source, o.Seen) }

// ruler notes the scores.
func (t *trail) ruler(r *Ruler) {
	for _, id := range r.Source {
		t.add(id, r.Vintage)
	}
}

// mark writes the trail into an estimate.
func (t *trail) mark(e *Estimate) { e.Sources, e.Data = t.sources, t.data }

// dollars writes a price for people: $37.50, $0.0575.
func dollars(x float64) string {
	if x != x {
		return "no price"
	}
	if x >= 1 {
		return "$" + strconv.FormatFloat(x, 'f', 2, 64)
	}
	return "$" + strconv.FormatFloat(x, 'g', 4, 64)
}

// number writes a number with up to four digits; nothing if there is none.
func number(x float64) string {
	if x != x {
		return ""
	}
	return strconv.FormatFloat(x, 'g', 4, 64)
}
