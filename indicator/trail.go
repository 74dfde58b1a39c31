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
	sources []string
	data    undercut.Day
}

// add notes a row's sources and when it was seen.
func (t *trail) add(source string, seen undercut.Day) {
	for _, id := range strings.Split(source, ";") {
		if at, ok := slices.BinarySearch(t.sources, id); !ok && id != "" {
			t.sources = slices.Insert(t.sources, at, id)
		}
	}
	t.data = max(t.data, seen)
}

// ruler notes the scores.
func (t *trail) ruler(r *Ruler) {
	for _, id := range r.Source {
		t.add(id, r.Vintage)
	}
}

// mark writes the trail into an estimate.
func (t *trail) mark(e *Estimate) { e.Sources, e.Data = t.sources, t.data }

// dollars writes a price for people: $0.0575, $37.50 and $0.13125 as they are.
func dollars(x float64) string {
	if x >= 1 {
		return "$" + strconv.FormatFloat(x, 'f', 2, 64)
	}
	return "$" + strconv.FormatFloat(x, 'g', 4, 64)
}

// number writes a number with up to four digits.
func number(x float64) string { return strconv.FormatFloat(x, 'g', 4, 64) }
