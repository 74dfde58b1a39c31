package store

import (
	"io"
	"math"
	"reflect"

	"github.com/parquet-go/parquet-go"
)

// cellsPerGroup bounds what a parquet writer holds: a row group is closed
// after about this many values, 32 MB.
const cellsPerGroup = 4 << 20

// A column is a column of a parquet file. It implements parquet.Field.
type column struct {
	parquet.Node
	name string
}

func (c column) Name() string { return c.name }

// Value is for rows that are Go maps; tables are written value by value.
func (c column) Value(base reflect.Value) reflect.Value {
	return base.MapIndex(reflect.ValueOf(c.name))
}

// A schema is a list of columns in the order of the file. parquet.Group, on
// which it builds, would sort them by name.
type schema struct {
	parquet.Group
	columns []parquet.Field
}

func (s schema) Fields() []parquet.Field { return s.columns }

func (s *schema) add(name string, node parquet.Node) {
	s.columns = append(s.columns, column{parquet.Compressed(node, &parquet.Zstd), name})
}

// text adds a column of names that repeat, kept in a dictionary.
func (s *schema) text(names ...string) {
	for _, name := range names {
		s.add(name, parquet.Encoded(parquet.String(), &parquet.RLEDictionary))
	}
}

// numbers adds columns of 64-bit numbers that may be undefined.
func (s *schema) numbers(names ...string) {
	for _, name := range names {
		s.add(name, parquet.Optional(parquet.Leaf(parquet.DoubleType)))
	}
}

// A table writes rows to a parquet file.
type table struct {
	schema schema
	w      *parquet.GenericWriter[any]
	row    parquet.Row
}

func newTable(w io.Writer, name, engine string, s schema) *table {
	groupRows := max(1024, cellsPerGroup/len(s.columns))
	return &table{schema: s, w: parquet.NewGenericWriter[any](w,
		parquet.NewSchema(name, s),
		parquet.CreatedBy("undercut", engine, ""), // the default names the build, which results must not depend on
		parquet.MaxRowsPerRowGroup(int64(groupRows)),
	)}
}

// add puts a value in the next column of the row.
func (t *table) add(v parquet.Value) {
	i := len(t.row)
	definition := 0
	if t.schema.columns[i].Optional() && !v.IsNull() {
		definition = 1
	}
	t.row = append(t.row, v.Level(0, definition, i))
}

func (t *table) text(s string) { t.add(parquet.ByteArrayValue([]byte(s))) }
func (t *table) integer(n int) { t.add(parquet.Int64Value(int64(n))) }

// number puts a number, null if it is undefined.
func (t *table) number(x float64) {
	if math.IsNaN(x) {
		t.add(parquet.NullValue())
		return
	}
	t.add(parquet.DoubleValue(x))
}

// end writes the row.
func (t *table) end() error {
	_, err := t.w.WriteRows([]parquet.Row{t.row})
	t.row = t.row[:0]
	return err
}

func (r *Run) outcomesParquet(w io.Writer, weight Weight) error {
	var s schema
	s.text("belief", "world")
	s.add("future", parquet.Int(64))
	s.numbers("weight")
	s.add("error", parquet.Optional(parquet.String()))
	fixed := len(s.columns)
	s.numbers(r.columns()[fixed:]...)

	t := newTable(w, "outcomes", r.Engine, s)
	err := r.Each(func(rec *Record) error {
		x, err := weight.of(&r.Manifest, rec)
		if err != nil {
			return err
		}
		c := r.Cells[rec.Cell]
		t.text(c.Belief)
		t.text(c.World)
		t.integer(rec.Future)
		t.number(x)
		if rec.Err == "" {
			t.add(parquet.NullValue())
		} else {
			t.text(oneLine(rec.Err))
		}
		for i := range r.DrawNames {
			t.number(at(rec.Draws, i))
		}
		for i := range r.OutcomeNames {
			t.number(at(rec.Outcomes, i))
		}
		return t.end()
	})
	if err != nil {
		return err
	}
	return t.w.Close()
}

func bandsParquet(w io.Writer, m *Manifest, bands []Band) error {
	var s schema
	s.text("belief", "world", "indicator", "month")
	for _, name := range levelNames() {
		s.add(name, parquet.Optional(parquet.Leaf(parquet.FloatType)))
	}
	s.add("n", parquet.Int(64))
	s.add("weighted", parquet.Leaf(parquet.BooleanType))
	s.add("illustrative", parquet.Leaf(parquet.BooleanType))

	marked := m.marks(m.SeriesNames)
	t := newTable(w, "bands", m.Engine, s)
	for i := range bands {
		b := &bands[i]
		t.text(m.Cells[b.Cell].Belief)
		t.text(m.Cells[b.Cell].World)
		t.text(m.SeriesNames[b.Series])
		t.text(b.Month.String())
		for _, q := range b.Q {
			if q != q {
				t.add(parquet.NullValue())
			} else {
				t.add(parquet.FloatValue(q))
			}
		}
		t.integer(b.N)
		t.add(parquet.BooleanValue(b.Weighted))
		t.add(parquet.BooleanValue(marked[b.Series]))
		if err := t.end(); err != nil {
			return err
		}
	}
	return t.w.Close()
}
