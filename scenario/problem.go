package scenario

import (
	"fmt"
	"sort"
	"strings"
)

// A Problem is one thing wrong with a file, and the way out.
type Problem struct {
	File    string // as it was named; "--set" for settings
	Line    int    // from 1; 0 if it has no place in the text
	Column  int    // from 1, in characters
	Message string
	Excerpt string // the line and a caret under the column
}

// Problems is every problem of a scenario, in the order of its files and
// lines. It is the error that Load returns for bad input.
type Problems []Problem

const mostShown = 20

// Error lists the problems, each with its place and line.
func (p Problems) Error() string {
	var b strings.Builder
	for i, x := range p {
		if i == mostShown {
			fmt.Fprintf(&b, "and %d more\n", len(p)-mostShown)
			break
		}
		b.WriteString(x.String())
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// String is "file:line:column: message" and the excerpt.
func (p Problem) String() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s\n", p.File, p.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s\n%s", p.File, p.Line, p.Column, p.Message, p.Excerpt)
}

// A source is a text that positions point into.
type source struct {
	name  string
	order int // of reading: problems are listed by it
	lines []string

	noun, begin string   // what a file of its format is, and where to start from
	keys        []string // of the format
}

// A place is where something was written.
type place struct {
	src       *source
	line, col int
}

// String is "file:line", the origin of a number; a setting has no lines.
func (p place) String() string {
	if p.line == 0 || p.src.name == settings {
		return p.src.name
	}
	return fmt.Sprintf("%s:%d", p.src.name, p.line)
}

// excerpt shows a line and a caret under the column; long lines are cut to a
// window around it.
func (p place) excerpt() string {
	if p.line < 1 || p.line > len(p.src.lines) {
		return ""
	}
	const before, width = 60, 100
	text := []rune(p.src.lines[p.line-1])
	from := max(0, p.col-1-before)
	to := min(len(text), from+width)
	window := ""
	if from < to {
		window = strings.TrimRight(strings.ReplaceAll(string(text[from:to]), "\t", " "), " \r")
	}
	margin := fmt.Sprintf("%4d | ", p.line)
	return fmt.Sprintf("%s%s\n%s^\n", margin, window, strings.Repeat(" ", len(margin)-2)+"| "+strings.Repeat(" ", max(0, p.col-1-from)))
}

// A list collects problems while reading goes on, up to mostFound.
type list struct {
	found []located
}

const mostFound = 1000

type located struct {
	at place
	Problem
}

// add notes a problem.
func (l *list) add(at place, format string, args ...any) {
	if len(l.found) < mostFound {
		p := Problem{File: at.src.name, Line: at.line, Column: at.col, Message: fmt.Sprintf(format, args...)}
		l.found = append(l.found, located{at, p})
	}
}

// err returns the problems as an error, or nil if there are none.
func (l *list) err() error {
	if len(l.found) == 0 {
		return nil
	}
	return l.sorted()
}

// sorted returns the problems in order, the same words at the same place once.
// Those that are shown have an excerpt.
func (l *list) sorted() Problems {
	sort.SliceStable(l.found, func(i, j int) bool {
		a, b := l.found[i].at, l.found[j].at
		if a.src.order != b.src.order {
			return a.src.order < b.src.order
		}
		if a.line != b.line {
			return a.line < b.line
		}
		return a.col < b.col
	})
	var p Problems
	seen := map[Problem]bool{}
	for _, x := range l.found {
		if key := x.Problem; !seen[key] {
			seen[key] = true
			if len(p) < mostShown {
				x.Excerpt = x.at.excerpt()
			}
			p = append(p, x.Problem)
		}
	}
	return p
}
