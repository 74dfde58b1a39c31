package importer

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// must returns a cell that must hold a name.
func (r *reader) must(l line, column string) string {
	s, _ := r.text(l.at(column), l.get(column))
	return s
}

// free returns a cell that may hold any text, or none. People break long
// texts: a break is a space. What steers a terminal is no text.
func (r *reader) free(l line, column string) string {
	s := strings.Join(strings.Fields(l.get(column)), " ")
	if strings.ContainsFunc(s, unicode.IsControl) {
		r.bad(l.at(column), excerpt([]byte(s)), "want a text without control characters")
	}
	return s
}

// word returns the place of a cell's word in a list; 0 if it is none of them,
// which is reported.
func (r *reader) word(l line, column string, words []string) int {
	i := slices.Index(words, l.get(column))
	if i < 0 {
		r.bad(l.at(column), l.get(column), "want one of "+strings.Join(words, ", "))
	}
	return max(0, i)
}

// grade returns the grade of evidence in a cell.
func (r *reader) grade(l line) string {
	r.word(l, "grade", []string{"A", "B", "C", "D", evidence.Assumption})
	return l.get("grade")
}

// country returns a cell with an ISO 3166 alpha-2 code or nothing.
func (r *reader) country(l line) string {
	s := l.get("country")
	if s != "" && (len(s) != 2 || strings.ToUpper(s) != s) {
		r.bad(l.at("country"), s, "want two capital letters of ISO 3166, or nothing if not known")
	}
	return s
}

// calendar returns a cell that must hold a day.
func (r *reader) calendar(l line, column string) undercut.Day {
	d, err := undercut.ParseDay(l.get(column))
	if err != nil {
		r.bad(l.at(column), l.get(column), "want a day of the calendar as YYYY-MM-DD")
	}
	return d
}

// past returns a cell that must hold a day up to that of the file.
func (r *reader) past(l line, column string) undercut.Day {
	d := r.calendar(l, column)
	if d > r.seen {
		r.bad(l.at(column), l.get(column), "that is after the file was seen, "+r.seen.String()+": mend the date, or say when the file was made")
	}
	return d
}

// amount returns a cell that must hold a price in dollars a million tokens.
func (r *reader) amount(l line, column string) float64 {
	x, _ := r.dollars(l.at(column), l.get(column), 0)
	return x
}

// finite returns a cell that must hold a number.
func (r *reader) finite(l line, column string) float64 {
	x, err := scaled(l.get(column), 0)
	if err != nil {
		r.bad(l.at(column), l.get(column), "want a finite number without unit or separators")
	}
	return x
}

// maybe returns a cell that may hold a number; NaN if it is empty.
func (r *reader) maybe(l line, column string) float64 {
	if l.get(column) == "" {
		return math.NaN()
	}
	return r.finite(l, column)
}

// positive returns a cell that may hold a number above 0; NaN if it is empty.
func (r *reader) positive(l line, column string) float64 {
	x := r.maybe(l, column)
	if x <= 0 {
		r.bad(l.at(column), l.get(column), "want above 0, or nothing if not known")
	}
	return x
}
