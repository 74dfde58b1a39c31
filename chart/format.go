package chart

import (
	"math"
	"strconv"
	"strings"
)

// A Unit says how a number is printed at an axis or a mark.
type Unit int

// Units. The words of a unit ("per million tokens") belong to the axis label.
const (
	Plain   Unit = iota // 1200 prints as 1.2k
	Percent             // a fraction: 0.31 prints as 31%
	Dollars             // 1.2e9 prints as $1.2bn, 0.1 as $0.10
)

// Format prints a number to three significant digits with k, m (million), bn
// or tn, and a true minus sign: 1234567 is "1.23m". Dollars keep their cents up
// to a hundred: $26.25. Below 0.0001 it turns to powers of ten, as 1.2e−05. NaN
// prints as a dash, since it is undefined.
func (u Unit) Format(v float64) string {
	if math.IsNaN(v) {
		return "–"
	}
	significant := 3
	if a := math.Abs(v); u == Dollars && 10 <= a && a < 100 {
		significant = 4
	}
	r := rounded(u.scaled(v), significant)
	return u.dress(digits(r, suffixOf(r)))
}

// ticks prints the marks of one axis alike: in the magnitude of the largest,
// unless they span several, where each has its own.
func (u Unit) ticks(at []float64, log bool) []string {
	largest := 0.0
	for _, v := range at {
		largest = max(largest, math.Abs(u.scaled(v)))
	}
	out := make([]string, len(at))
	for i, v := range at {
		r := rounded(u.scaled(v), 6)
		suffix := suffixOf(rounded(largest, 6))
		if log {
			suffix = suffixOf(r)
		}
		out[i] = u.dress(digits(r, suffix))
	}
	return out
}

func (u Unit) scaled(v float64) float64 {
	if u == Percent {
		return v * 100
	}
	return v
}

// dress adds the sign of the unit to a printed number.
func (u Unit) dress(s string) string {
	switch u {
	case Percent:
		return s + "%"
	case Dollars:
		if i := strings.IndexByte(s, '.'); i >= 0 && i == len(s)-2 {
			s += "0" // cents: $0.10
		}
		if rest, negative := strings.CutPrefix(s, "−"); negative {
			return "−$" + rest
		}
		return "$" + s
	}
	return s
}

var suffixes = []struct {
	of   float64
	name string
}{{1e12, "tn"}, {1e9, "bn"}, {1e6, "m"}, {1e3, "k"}}

// suffixOf returns the magnitude in which v is printed, as an index into
// suffixes; their number means none.
func suffixOf(v float64) int {
	for i, s := range suffixes {
		if math.Abs(v) >= s.of {
			return i
		}
	}
	return len(suffixes)
}

// rounded keeps the given number of significant digits.
func rounded(v float64, significant int) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', significant-1, 64), 64)
	if err != nil {
		return v // beyond the largest float: keep it as it is
	}
	return r
}

func digits(v float64, suffix int) string {
	if v == 0 {
		return "0"
	}
	name := ""
	if suffix < len(suffixes) {
		v, name = v/suffixes[suffix].of, suffixes[suffix].name
	}
	form := byte('f')
	if math.Abs(v) < 1e-4 || math.Abs(v) >= 1e6 {
		form = 'e'
	}
	return strings.ReplaceAll(strconv.FormatFloat(v, form, -1, 64), "-", "−") + name
}
