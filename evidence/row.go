package evidence

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/undercut-sim/undercut"
)

// A loader reads tables and collects what is wrong with them.
type loader struct {
	fsys fs.FS
	hash hash.Hash // of all contents, in the order of reading
	bad  []error
}

// A row is one line of a table while it is read.
type row struct {
	file    string
	line    int
	columns []string
	cells   []string
	bad     *[]error
}

// A place is where a row stands, for the rules that compare rows.
type place struct {
	file string
	line int
}

// errorf names a place; one that is nowhere is not named.
func (p place) errorf(column, format string, args ...any) error {
	if p.file == "" {
		return fmt.Errorf("%s %s", column, fmt.Sprintf(format, args...))
	}
	return fmt.Errorf("%s:%d: %s %s", p.file, p.line, column, fmt.Sprintf(format, args...))
}

// table reads a file whose first line must be columns exactly.
func table[T any](l *loader, name string, columns string, read func(*row) T) []T {
	text, err := fs.ReadFile(l.fsys, name)
	if err != nil {
		l.bad = append(l.bad, fmt.Errorf("%s: cannot be read: %w; every table must be there", name, err))
		return nil
	}
	fmt.Fprintf(l.hash, "%s %d\n", name, len(text))
	l.hash.Write(text)
	return tableOf(l, name, text, columns, read)
}

// tableOf reads the text of a table.
func tableOf[T any](l *loader, name string, text []byte, columns string, read func(*row) T) []T {
	r := csv.NewReader(bytes.NewReader(text))
	header, err := r.Read()
	if err != nil {
		l.bad = append(l.bad, fmt.Errorf("%s:1: no header: want %s", name, columns))
		return nil
	}
	if strings.Join(header, ",") != columns {
		l.bad = append(l.bad, fmt.Errorf("%s:1: header is %q: want %q", name, strings.Join(header, ","), columns))
		return nil
	}
	var rows []T
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			l.bad = append(l.bad, fmt.Errorf("%s: %w: want %d cells, quoted where they hold commas", name, err, len(header)))
			return rows
		}
		line, _ := r.FieldPos(0)
		rows = append(rows, read(&row{name, line, header, cells, &l.bad}))
	}
}

func (r *row) place() place { return place{r.file, r.line} }

func (r *row) fail(column, format string, args ...any) {
	*r.bad = append(*r.bad, r.place().errorf(column, format, args...))
}

// optional returns a cell that may be empty.
func (r *row) optional(column string) string {
	return r.cells[slices.Index(r.columns, column)]
}

// text returns a cell that must hold something.
func (r *row) text(column string) string {
	s := r.optional(column)
	if s == "" || s != strings.TrimSpace(s) {
		r.fail(column, "is %q: want a text without spaces around it", s)
	}
	return s
}

// oneOf returns a cell that must hold one of some words.
func (r *row) oneOf(column string, words ...string) string {
	s := r.optional(column)
	if !slices.Contains(words, s) {
		r.fail(column, "is %q: want one of %s", s, strings.Join(words, ", "))
	}
	return s
}

// number returns a cell that must hold a finite number.
func (r *row) number(column string) float64 {
	s := r.optional(column)
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		r.fail(column, "is %q: want a finite number without unit or separators", s)
	}
	return x
}

// month returns a cell that must hold YYYY-MM.
func (r *row) month(column string) undercut.Month {
	m, err := undercut.ParseMonth(r.optional(column))
	if err != nil {
		r.fail(column, "is %q: want YYYY-MM", r.optional(column))
	}
	return m
}

// date returns a cell that must hold YYYY-MM-DD, a day of the calendar.
func (r *row) date(column string) string {
	s := r.optional(column)
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		r.fail(column, "is %q: want YYYY-MM-DD", s)
	}
	return s
}

// SourceIDs takes a list of ids joined by ";" apart.
func SourceIDs(list string) []string { return split(list) }

// split takes a list of ids joined by ";" apart.
func split(list string) []string {
	return strings.FieldsFunc(list, func(c rune) bool { return c == ';' || c == ' ' })
}
