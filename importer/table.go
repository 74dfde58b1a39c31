package importer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A line is one row of a CSV table.
type line struct {
	columns map[string]int
	cells   []string
	number  int
}

// A cell is one value of a line, for messages.
type cell struct {
	number int
	column string
}

func (c cell) place() string { return fmt.Sprintf("line %d: %s", c.number, c.column) }

// get returns the text of a column; empty if the table lacks it.
func (l line) get(column string) string {
	if i, ok := l.columns[column]; ok {
		return strings.TrimSpace(l.cells[i])
	}
	return ""
}

// at is the place of a column.
func (l line) at(column string) cell { return cell{l.number, column} }

func (l line) place() string { return fmt.Sprintf("line %d", l.number) }

// header reads the first line of a CSV file and reports columns that are
// missing or named twice.
func (r *reader) header(b []byte, need ...string) (*csv.Reader, map[string]int, bool) {
	b, ok := r.plain(b)
	if !ok {
		return nil, nil, false
	}
	if at := longRow(b); at >= 0 {
		return nil, nil, r.bad(spot{b, at}, excerpt(b[at:]), fmt.Sprintf("a row of more than %d bytes begins here: a quotation mark that is not closed, or no table; mend it, or fetch the file again", MaxRow))
	}
	in := csv.NewReader(bytes.NewReader(b))
	names, err := in.Read()
	if err != nil {
		return nil, nil, r.bad(spot{b, 0}, excerpt(b), "want a header of column names: "+err.Error())
	}
	columns := map[string]int{}
	for i, name := range names {
		name = strings.TrimSpace(name)
		if _, again := columns[name]; again && name != "" {
			r.bad(line{number: 1}, name, "the column comes twice: keep one")
		}
		columns[name] = i
	}
	for _, name := range need {
		if _, ok := columns[name]; !ok {
			r.bad(line{number: 1}, excerpt([]byte(strings.Join(names, ","))), "no column "+name+": is the format new, or another file?")
		}
	}
	return in, columns, r.faults == 0
}

// MaxRow is more than a row of any table takes, in bytes: the reader of CSV holds
// a whole row, several times over, and a quotation mark that is not closed makes
// one row of the rest of a file.
const MaxRow = 1 << 20

// longRow returns where the first row that is too long begins; -1 if none is.
func longRow(b []byte) int {
	begins, quoted, fresh := 0, false, true // fresh: a cell begins, or one that was quoted has just ended
	for i, c := range b {
		switch {
		case i-begins > MaxRow:
			return begins
		case c == '"' && (quoted || fresh):
			quoted = !quoted
			fresh = !quoted // a mark that follows another goes on with the cell
			continue
		case c == '\n' && !quoted:
			begins = i + 1
		}
		fresh = !quoted && (c == ',' || c == '\n')
	}
	return -1
}

// lines reads a CSV file that has some columns, and takes each of its rows. A
// row that is broken is reported and the next one is read.
func (r *reader) lines(b []byte, take func(line), need ...string) bool {
	in, columns, ok := r.header(b, need...)
	if !ok {
		return false
	}
	for {
		cells, err := in.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return true
		case errors.As(err, &broken):
			r.bad(line{number: broken.StartLine}, excerpt([]byte(strings.Join(cells, ","))), "want a row of "+fmt.Sprint(len(columns))+" cells, quoted where they hold commas ("+broken.Err.Error()+"); a last row cut short means a download that was cut off")
		case r.full():
			return false
		default:
			number, _ := in.FieldPos(0)
			take(line{columns, cells, number})
		}
	}
}
