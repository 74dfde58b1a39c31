package importer

import (
	"errors"
	"io"
	"math"
	"strconv"

	"github.com/parquet-go/parquet-go"

	"github.com/undercut-sim/undercut"
)

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
