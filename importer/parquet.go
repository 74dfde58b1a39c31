package importer

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/undercut-sim/undercut"
)

// parquetSign begins and ends a file.
const parquetSign = "PAR1"

// A parquetTable is a Parquet file with the flat columns that are read of it.
type parquetTable struct {
	file    *parquet.File
	columns map[string]int // cell by name
	cell    map[int]int    // cell by column of the file
	unit    []int64        // of a cell that is a date: how many there are in a day; 0 otherwise
	done    int            // rows read
}

// parquet reads columns of a Parquet file that it needs or may have, and takes
// each of its rows as a line of texts as they stand in CSV.
func (r *reader) parquet(b []byte, take func(line), need []string, may ...string) bool {
	if len(b) > MaxSize {
		return r.badFile(fmt.Sprintf("%d MB", len(b)>>20), fmt.Sprintf("files up to %d MB are read: is it the right file?", MaxSize>>20))
	}
	if !endsAsParquet(b) {
		return r.badFile(excerpt(b[:min(len(b), 8)]), "the file does not end as Parquet does: the download was cut off; fetch it again")
	}
	t, err := openParquet(b, need, may)
	if err != nil {
		return r.badFile("Parquet", err.Error())
	}
	for _, group := range t.file.RowGroups() {
		full, err := t.rows(group, take, r.full)
		if full {
			return false
		}
		if err != nil {
			return r.badFile(fmt.Sprintf("row %d", t.done+1), "the file is broken from this row on ("+err.Error()+"): fetch it again")
		}
	}
	for i, p := range r.Problems { // a line of text is a row here
		if rest, ok := strings.CutPrefix(p.Place, "line "); ok {
			r.Problems[i].Place = "row " + rest
		}
	}
	return true
}

// endsAsParquet reports whether a file ends in its footer, the footer's length
// in four bytes and the sign. The library would reserve whatever length it says.
func endsAsParquet(b []byte) bool {
	const tail = 4 + len(parquetSign)
	if len(b) < len(parquetSign)+tail || !bytes.HasSuffix(b, []byte(parquetSign)) {
		return false
	}
	return uint64(binary.LittleEndian.Uint32(b[len(b)-tail:])) <= uint64(len(b)-len(parquetSign)-tail)
}

// broken turns a panic of the library, which some damage makes, into an error.
func broken(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("damaged: %v", p)
	}
}

func openParquet(b []byte, need, may []string) (t *parquetTable, err error) {
	defer broken(&err)
	f, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, fmt.Errorf("not to be opened (%w): fetch it again", err)
	}
	t = &parquetTable{file: f, columns: map[string]int{}, cell: map[int]int{}}
	var missing []string
	for i, name := range slices.Concat(need, may) {
		leaf, ok := f.Schema().Lookup(name)
		if !ok || leaf.MaxRepetitionLevel > 0 {
			if i < len(need) {
				missing = append(missing, name)
			}
			continue
		}
		t.cell[leaf.ColumnIndex] = len(t.unit)
		t.columns[name] = len(t.unit)
		t.unit = append(t.unit, perDay(leaf.Node.Type().LogicalType()))
	}
	if missing != nil {
		return nil, fmt.Errorf("no column %s among %s: is the format new, or another file?", strings.Join(missing, ", "), names(f.Schema()))
	}
	return t, nil
}

// names lists the columns of a file.
func names(s *parquet.Schema) string {
	var all []string
	for _, path := range s.Columns() {
		all = append(all, strings.Join(path, "."))
	}
	slices.Sort(all)
	return excerpt([]byte(strings.Join(all, ", ")))
}

// perDay returns how many units of a type make a day; 0 if it is no time.
func perDay(t *format.LogicalType) int64 {
	if t == nil {
		return 0
	}
	switch v := t.Value.(type) {
	case *format.DateType:
		return 1
	case *format.TimestampType:
		switch v.Unit.Value.(type) {
		case *format.MilliSeconds:
			return 86400e3
		case *format.MicroSeconds:
			return 86400e6
		case *format.NanoSeconds:
			return 86400e9
		}
	}
	return 0
}

// rows takes the rows of a group, a hundred at a time, until it is full.
func (t *parquetTable) rows(group parquet.RowGroup, take func(line), full func() bool) (stopped bool, err error) {
	in := group.Rows()
	defer func() { err = errors.Join(err, in.Close()) }()
	buffer := make([]parquet.Row, 100)
	for {
		lines, end, err := t.some(in, buffer)
		for _, l := range lines {
			take(l)
		}
		if end || err != nil {
			return false, err
		}
		if full() {
			return true, nil
		}
	}
}

// some reads the next rows.
func (t *parquetTable) some(in parquet.Rows, buffer []parquet.Row) (lines []line, end bool, err error) {
	defer broken(&err)
	n, err := in.ReadRows(buffer)
	for _, row := range buffer[:n] {
		t.done++
		l := line{columns: t.columns, cells: make([]string, len(t.unit)), number: t.done}
		for _, v := range row {
			if i, ok := t.cell[v.Column()]; ok {
				l.cells[i] = text(v, t.unit[i])
			}
		}
		lines = append(lines, l)
	}
	if errors.Is(err, io.EOF) {
		return lines, true, nil
	}
	if err == nil && n == 0 {
		return lines, true, errors.New("no rows where there should be some")
	}
	return lines, false, err
}

// text is a value as CSV has it: nothing for null and NaN.
func text(v parquet.Value, perDay int64) string {
	switch {
	case v.IsNull():
		return ""
	case perDay > 0 && v.Kind() == parquet.Int32:
		return undercut.Day(v.Int32()).String()
	case perDay > 0 && v.Kind() == parquet.Int64:
		return undercut.Day(math.Floor(float64(v.Int64()) / float64(perDay))).String()
	}
	switch v.Kind() {
	case parquet.Double:
		return number(v.Double(), 64)
	case parquet.Float:
		return number(float64(v.Float()), 32)
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return string(v.ByteArray())
	}
	return v.String()
}

func number(x float64, bits int) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, bits)
}
