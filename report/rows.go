package report

import (
	"math"
	"slices"
	"strconv"

	"github.com/undercut-sim/undercut/indicator"
)

// cell is a number of an indicator's table; NaN if it is none.
func cell(t indicator.Table, row int, column string) float64 {
	x, err := strconv.ParseFloat(word(t, row, column), 64)
	if err != nil {
		return math.NaN()
	}
	return x
}

// word is a text of an indicator's table, empty if it has no such column.
func word(t indicator.Table, row int, column string) string {
	if k := slices.Index(t.Columns, column); k >= 0 {
		return t.Rows[row][k]
	}
	return ""
}

// rowSheet is an indicator's table as it is. Columns of numbers are set right.
func rowSheet(name, caption string, t indicator.Table) sheet {
	s := sheet{Name: name, Caption: caption}
	for k, c := range t.Columns {
		s.Head = append(s.Head, capital(c))
		if k > 0 {
			s.Kinds = append(s.Kinds, kindOf(t, k))
		}
	}
	for _, r := range t.Rows {
		s.add(r[0], r[1:]...)
	}
	return s
}

// longest is the most letters of a cell that is kept on one line.
const longest = 12

// kindOf is how a column is set: "n" numbers at the right, "k" words that are
// kept on one line, "" words.
func kindOf(t indicator.Table, column int) string {
	kind := "n"
	for _, r := range t.Rows {
		if _, err := strconv.ParseFloat(r[column], 64); err != nil && r[column] != "" {
			kind = "k"
		}
		if len(r[column]) > longest {
			return ""
		}
	}
	return kind
}
