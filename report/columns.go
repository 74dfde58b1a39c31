package report

import (
	"strings"
	"unicode/utf8"
)

// width is the most columns that text takes.
const width = 100

// A grid is rows of cells that are printed under each other. The first column
// is set left, the others right, if left says nothing else.
type grid struct {
	rows [][]string
	left map[int]bool // columns after the first that are set left
}

func (g *grid) add(cells ...string) { g.rows = append(g.rows, cells) }

// lines are the rows with their columns aligned, two spaces between them.
func (g *grid) lines() []string {
	var wide []int
	for _, row := range g.rows {
		for c, cell := range row {
			if c == len(wide) {
				wide = append(wide, 0)
			}
			wide[c] = max(wide[c], utf8.RuneCountInString(cell))
		}
	}
	var out []string
	for _, row := range g.rows {
		var b strings.Builder
		for c, cell := range row {
			pad := strings.Repeat(" ", wide[c]-utf8.RuneCountInString(cell))
			if c > 0 {
				b.WriteString("  ")
			}
			if c == 0 || g.left[c] {
				b.WriteString(cell + pad)
			} else {
				b.WriteString(pad + cell)
			}
		}
		out = append(out, strings.TrimRight(b.String(), " "))
	}
	return out
}

// Grid returns rows of cells under each other, two spaces apart: the first
// column and those in left set left, the others right.
func Grid(rows [][]string, left ...int) []string {
	g := grid{rows: rows, left: map[int]bool{}}
	for _, c := range left {
		g.left[c] = true
	}
	return g.lines()
}

// wrap breaks words into lines of at most width columns. The first begins with
// first, later ones with later.
func wrap(text, first, later string) []string {
	var out []string
	line, empty := first, true
	for _, word := range strings.Fields(text) {
		switch {
		case empty:
			line, empty = line+word, false
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			out = append(out, line)
			line = later + word
		default:
			line += " " + word
		}
	}
	return append(out, line)
}

// shortPath drops the first parts of a path until it fits n columns: its end
// says most.
func shortPath(path string, n int) string {
	rest := path
	for utf8.RuneCountInString(rest) > n {
		_, tail, ok := strings.Cut(strings.TrimPrefix(rest, "…"), ".")
		if !ok {
			break
		}
		rest = "…" + tail
	}
	return rest
}
