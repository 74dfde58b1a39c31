package store

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Weight gives the weight of a future that did not fail, finite and not
// negative; equally likely futures have 1.
type Weight func(rec *Record) float64

// of returns the weight of a record, NaN if it failed.
func (w Weight) of(m *Manifest, rec *Record) (float64, error) {
	if rec.Err != "" {
		return math.NaN(), nil
	}
	if w == nil {
		return 1, nil
	}
	x := w(rec)
	if !(x >= 0) || math.IsInf(x, 1) {
		c := m.Cells[rec.Cell]
		return 0, fmt.Errorf("weight of future %d of %s/%s is %v: want a finite number, 0 or more", rec.Future, c.Belief, c.World, x)
	}
	return x, nil
}

// drawPrefix marks the columns of drawn parameters.
const drawPrefix = "draw."

// columns returns the names of the columns of outcomes.csv.
func (m *Manifest) columns() []string {
	names := []string{"belief", "world", "future", "weight", "error"}
	for _, d := range m.DrawNames {
		names = append(names, drawPrefix+d)
	}
	return append(names, m.OutcomeNames...)
}

// Header returns the first line of outcomes.csv.
func (m *Manifest) Header() []byte {
	var b []byte
	for _, name := range m.columns() {
		b = append(appendText(b, name), ',')
	}
	return endLine(b)
}

// Row returns exactly the bytes that a record has in outcomes.csv, newline
// included. Numbers are the shortest that read back the same; what is
// undefined (NaN) is an empty field, and so is the weight of a future that
// failed.
func (m *Manifest) Row(rec *Record, weight float64) []byte { return m.appendRow(nil, rec, weight) }

func (m *Manifest) appendRow(b []byte, rec *Record, weight float64) []byte {
	if rec.Err != "" {
		weight = math.NaN()
	}
	c := m.Cells[rec.Cell]
	b = append(appendText(b, c.Belief), ',')
	b = append(appendText(b, c.World), ',')
	b = append(strconv.AppendInt(b, int64(rec.Future), 10), ',')
	b = append(appendNumber(b, weight, 64), ',')
	b = append(appendText(b, oneLine(rec.Err)), ',')
	for i := range m.DrawNames {
		b = append(appendNumber(b, at(rec.Draws, i), 64), ',')
	}
	for i := range m.OutcomeNames {
		b = append(appendNumber(b, at(rec.Outcomes, i), 64), ',')
	}
	return endLine(b)
}

// at returns x[i], or NaN where a failed future has no such number.
func at(x []float64, i int) float64 {
	if i < len(x) {
		return x[i]
	}
	return math.NaN()
}

// endLine turns the comma after the last field into a newline.
func endLine(b []byte) []byte {
	b[len(b)-1] = '\n'
	return b
}

// appendNumber appends a number of 32 or 64 bits, nothing for NaN.
func appendNumber(b []byte, x float64, bits int) []byte {
	if x != x {
		return b
	}
	return strconv.AppendFloat(b, x, 'g', -1, bits)
}

// appendText appends a field, quoted if RFC 4180 asks for it.
func appendText(b []byte, s string) []byte {
	if !strings.ContainsAny(s, ",\"\r\n") {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}

// oneLine returns an error text as files show it: valid UTF-8 in one line.
func oneLine(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// WriteOutcomes writes outcomes.csv and outcomes.parquet, a row for each
// record. A nil weight makes all futures equally likely.
func (r *Run) WriteOutcomes(weight Weight) error {
	if err := r.WriteFile(OutcomesName, func(w io.Writer) error { return r.outcomesCSV(w, weight) }); err != nil {
		return err
	}
	return r.WriteFile("outcomes.parquet", func(w io.Writer) error { return r.outcomesParquet(w, weight) })
}

func (r *Run) outcomesCSV(w io.Writer, weight Weight) error {
	line := slices.Clone(r.Header())
	if _, err := w.Write(line); err != nil {
		return err
	}
	return r.Each(func(rec *Record) error {
		x, err := weight.of(&r.Manifest, rec)
		if err != nil {
			return err
		}
		line = r.appendRow(line[:0], rec, x)
		_, err = w.Write(line)
		return err
	})
}
