package episode

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Columns of the two tables of an episode.
const (
	dataColumns  = "series,entity,date,value,unit,source,grade,note"
	eventColumns = "entity,date,kind,firm,source,grade,text"
)

// A row is one observed figure.
type row struct {
	series, entity string
	date           Date
	value          float64
	unit           string
	source         string // id in evidence/data/sources.csv, or of the user
	line           int
	file           string
}

// order is by what a figure is of, then by time: sums have one order, however
// a table is sorted.
func (x row) order(y row) int {
	return cmp.Or(cmp.Compare(x.series, y.series), cmp.Compare(x.entity, y.entity), cmp.Compare(x.date.Mid, y.date.Mid))
}

// An Event is something that happened to a firm, or a change of policy.
type Event struct {
	Entity string // as a newspaper would name it
	Date   Date
	Kind   string // exit, survived (alive on the date), policy, entry, other
	Firm   string // in the scenario; "" if none is it
	Source string
	Grade  string // A to C; D is from memory and is never scored
	Text   string
}

var (
	grades = []string{"A", "B", "C", "D"}
	kinds  = []string{"exit", "survived", "policy", "entry", "other"}
)

// A reader collects what is wrong with the files of an episode.
type reader struct {
	folder string
	bad    []error
}

func (r *reader) fail(file string, line int, format string, args ...any) {
	r.bad = append(r.bad, fmt.Errorf("%s/%s:%d: %s", r.folder, file, line, fmt.Sprintf(format, args...)))
}

// lines reads a table whose header must be columns exactly and hands on its
// lines with their cells.
func (r *reader) lines(file, columns string, text []byte, each func(line int, cell []string)) {
	if text == nil { // said already
		return
	}
	c := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	head, err := c.Read()
	if err != nil || strings.Join(head, ",") != columns {
		r.fail(file, 1, "header is %q: want %q", strings.Join(head, ","), columns)
		return
	}
	for {
		cell, err := c.Read()
		if err != nil {
			if err.Error() != "EOF" {
				r.bad = append(r.bad, fmt.Errorf("%s/%s: %w: quote cells that hold commas", r.folder, file, err))
			}
			return
		}
		line, _ := c.FieldPos(0)
		each(line, cell)
	}
}

// data reads the figures.
func (r *reader) data(file string, text []byte) []row {
	var all []row
	r.lines(file, dataColumns, text, func(line int, c []string) {
		date, err := ParseDate(c[2])
		if err != nil {
			r.fail(file, line, "%v", err)
			return
		}
		value, err := strconv.ParseFloat(c[3], 64)
		if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
			r.fail(file, line, "value of %s of %s is %q: want a number; leave the row out if there is none", c[0], c[1], c[3])
			return
		}
		if !slices.Contains(grades, c[6]) {
			r.fail(file, line, "grade is %q: want one of %s", c[6], strings.Join(grades, ", "))
		}
		for i, name := range []string{"series", "entity"} {
			if c[i] == "" {
				r.fail(file, line, "%s is empty: name what the figure is of", name)
			}
		}
		if c[5] == "" {
			r.fail(file, line, "source is empty: say where the figure is from; an assumption is called assumption")
		}
		r.memory(file, line, c[5], c[6])
		all = append(all, row{series: c[0], entity: c[1], date: date, value: value, unit: c[4], source: c[5], file: file, line: line})
	})
	return all
}

// events reads what happened to firms.
func (r *reader) events(file string, text []byte) []Event {
	var all []Event
	r.lines(file, eventColumns, text, func(line int, c []string) {
		date, err := ParseDate(c[1])
		if err != nil {
			r.fail(file, line, "%v", err)
			return
		}
		if !slices.Contains(kinds, c[2]) {
			r.fail(file, line, "kind is %q: want one of %s", c[2], strings.Join(kinds, ", "))
		}
		if !slices.Contains(grades, c[5]) {
			r.fail(file, line, "grade is %q: want one of %s", c[5], strings.Join(grades, ", "))
		}
		if c[4] == "" {
			r.fail(file, line, "source is empty: say where it was read; what was not read anywhere is memory, grade D")
		}
		r.memory(file, line, c[4], c[5])
		all = append(all, Event{Entity: c[0], Date: date, Kind: c[2], Firm: c[3], Source: c[4], Grade: c[5], Text: c[6]})
	})
	return all
}

// memory wants what nobody read anywhere to say so: it is never scored.
func (r *reader) memory(file string, line int, source, grade string) {
	if source == "memory" && grade != "D" {
		r.fail(file, line, "grade is %q, source is memory: want D, or name where it was read", grade)
	}
}
