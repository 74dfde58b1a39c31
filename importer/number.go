package importer

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
)

// MostDollars is above every list price seen, in dollars a million tokens: the
// dearest was 600, for what o1-pro writes.
const MostDollars = 10000

// dollars reads a price and moves its decimal point.
func (r *reader) dollars(at placed, text string, tens int) (float64, bool) {
	x, err := scaled(text, tens)
	switch {
	case err != nil:
		return math.NaN(), r.bad(at, text, "want a number without unit or separators")
	case x < 0:
		return math.NaN(), r.bad(at, text, "want a price, 0 or more: negative ones stand for what is not sold or is priced by another rule")
	case x > MostDollars:
		return math.NaN(), r.bad(at, text, fmt.Sprintf("that is %.6g dollars a million tokens, want at most %d: is the unit right?", x, MostDollars))
	}
	return x, true
}

// count returns a field that must hold a number above 0.
func (r *reader) count(o object, name string) (float64, bool) {
	n, ok := o.get(name)
	if !ok || n.kind() != '0' {
		return 0, r.bad(o, excerpt(o.raw()), "want a number "+name)
	}
	x, err := scaled(n.string(), 0)
	if err != nil || x <= 0 {
		return 0, r.bad(n, n.string(), "want a number above 0")
	}
	return x, true
}

// scaled reads a decimal number times a power of ten without rounding twice:
// 2.5e-07 and 6 give 0.25.
func scaled(text string, tens int) (float64, error) {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	e := 0
	if len(mantissa) < len(text) {
		var err error
		if e, err = strconv.Atoi(exponent); err != nil || e < -400 || e > 400 {
			return math.NaN(), fmt.Errorf("exponent %q", exponent)
		}
	}
	if mantissa == "" || strings.Trim(mantissa, "+-.0123456789") != "" {
		return math.NaN(), fmt.Errorf("digits %q", mantissa)
	}
	x, err := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(e+tens), 64)
	return x + 0, err // -0 is 0
}

// day reads a date of which the day, or the day and the month, may be missing:
// then it is the first that it can be, and not whole.
func day(text string) (d undercut.Day, whole bool, err error) {
	switch len(text) {
	case len("2024"):
		d, err = undercut.ParseDay(text + "-01-01")
	case len("2024-12"):
		d, err = undercut.ParseDay(text + "-01")
	default:
		d, err = undercut.ParseDay(text)
		return d, true, err
	}
	return d, false, err
}

// date reads a day of the past.
func (r *reader) date(at placed, text string) (d undercut.Day, whole, ok bool) {
	d, whole, err := day(text)
	if err != nil {
		return 0, false, r.bad(at, text, "want a day of the calendar as YYYY-MM-DD, or a month as YYYY-MM")
	}
	if d > r.seen {
		return 0, false, r.bad(at, text, fmt.Sprintf("that is after the file was seen, %v: mend the date, or say when the file was made", r.seen))
	}
	return d, whole, true
}

// dateOf returns a field that must hold a day of the past.
func (r *reader) dateOf(o object, name string) (d undercut.Day, whole, ok bool) {
	n, found := o.get(name)
	if !found || n.kind() != '"' {
		return 0, false, r.bad(o, excerpt(o.raw()), "want a field "+name+" with a date in quotes")
	}
	return r.date(n, n.string())
}
