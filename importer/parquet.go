package importer

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
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
