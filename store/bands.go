package store

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/undercut-sim/undercut"
)

// A Band is the spread of one series of one cell in one month over futures.
type Band struct {
	Cell     int // index into Manifest.Cells
	Series   int // index into Manifest.SeriesNames
	Month    undercut.Month
	Q        [len(Levels)]float32 // quantiles at Levels; NaN if N is 0
	N        int                  // futures in which it is defined and, if weighted, has weight
	Weighted bool
}

// columnBytes bounds the memory in which columns of a cell are gathered.
const columnBytes = 64 << 20

// Columns calls visit with every series of a cell in every month over all
// futures that did not fail, in the order of futures; x is reused for the next
// call. A cell that keeps no series has none. Columns are read in blocks: memory is bounded whatever the number of
// futures, and the journal is read as many times as there are blocks.
func (r *Run) Columns(cell int, visit func(series, month int, x []float32) error) error {
	return r.columnsIn(columnBytes, cell, visit)
}

func (r *Run) columnsIn(budget, cell int, visit func(series, month int, x []float32) error) error {
	if r.Reused {
		return fmt.Errorf("%s is finished and its journal gone: read its bands with Load", r.Dir)
	}
	futures, columns, months := r.whole(cell), r.journal.columns[cell], r.MonthCount()
	n := len(futures)
	width := max(1, min(columns, budget/4/max(n, 1)))
	block := make([]float32, width*n)
	for first := 0; first < columns; first += width {
		width = min(width, columns-first)
		if err := r.gather(block, cell, futures, first, width); err != nil {
			return fmt.Errorf("cannot read the journal: %w", err)
		}
		for c := range width {
			if err := visit((first+c)/months, (first+c)%months, block[c*n:(c+1)*n]); err != nil {
				return err
			}
		}
	}
	return nil
}

// gather reads width columns of the futures of a cell into block, column by
// column. Records hold them row by row.
func (r *Run) gather(block []float32, cell int, futures []int, first, width int) error {
	r.journal.buf = grow(r.journal.buf, 4*width)
	for i, f := range futures {
		at := r.journal.index[f*r.journal.cells+cell] + r.journal.seriesAt() + int64(4*first)
		if _, err := r.journal.f.ReadAt(r.journal.buf, at); err != nil {
			return err
		}
		for c := range width {
			block[c*len(futures)+i] = math.Float32frombits(binary.LittleEndian.Uint32(r.journal.buf[4*c:]))
		}
	}
	return nil
}

// Bands returns the quantiles of every series in every month: by cell, series
// and month, unweighted, and where weight is given weighted after it.
func (r *Run) Bands(weight Weight) ([]Band, error) {
	weights, err := r.weights(weight)
	if err != nil || len(r.SeriesNames) == 0 {
		return nil, err
	}
	start, _, err := r.span()
	if err != nil {
		return nil, err
	}
	var bands []Band
	var o order
	for cell := range r.Cells {
		err := r.Columns(cell, func(series, month int, x []float32) error {
			b := Band{Cell: cell, Series: series, Month: start + undercut.Month(month)}
			o.sort(x)
			b.Q, b.N = o.quantiles(x)
			bands = append(bands, b)
			if weights != nil {
				b.Q, b.N = o.weighted(x, weights[cell])
				b.Weighted = true
				bands = append(bands, b)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return bands, nil
}

// weights returns the weights of the futures of each cell that did not fail,
// nil if weight is.
func (r *Run) weights(weight Weight) ([][]float64, error) {
	if weight == nil {
		return nil, nil
	}
	w := make([][]float64, len(r.Cells))
	err := r.Each(func(rec *Record) error {
		x, err := weight.of(&r.Manifest, rec)
		if err == nil && rec.Err == "" {
			w[rec.Cell] = append(w[rec.Cell], x)
		}
		return err
	})
	return w, err
}

// WriteBands computes the bands, writes bands.csv and bands.parquet, and
// returns them.
func (r *Run) WriteBands(weight Weight) ([]Band, error) {
	bands, err := r.Bands(weight)
	if err != nil {
		return nil, err
	}
	err = r.WriteFile(BandsName, func(w io.Writer) error { return bandsCSV(w, &r.Manifest, bands) })
	if err != nil {
		return nil, err
	}
	return bands, r.WriteFile("bands.parquet", func(w io.Writer) error { return bandsParquet(w, &r.Manifest, bands) })
}

// levelNames returns the names of the columns of quantiles: p05, p10, ….
func levelNames() []string {
	names := make([]string, len(Levels))
	for i, level := range Levels {
		names[i] = fmt.Sprintf("p%02d", level)
	}
	return names
}

// bandColumns returns the names of the columns of bands.csv.
func bandColumns() []string {
	names := append([]string{"belief", "world", "indicator", "month"}, levelNames()...)
	return append(names, "n", "weighted", "illustrative")
}

func bandsCSV(w io.Writer, m *Manifest, bands []Band) error {
	var line []byte
	marked := m.marks(m.SeriesNames)
	for _, name := range bandColumns() {
		line = append(appendText(line, name), ',')
	}
	if _, err := w.Write(endLine(line)); err != nil {
		return err
	}
	for i := range bands {
		b := &bands[i]
		line = line[:0]
		for _, s := range []string{m.Cells[b.Cell].Belief, m.Cells[b.Cell].World, m.SeriesNames[b.Series], b.Month.String()} {
			line = append(appendText(line, s), ',')
		}
		for _, q := range b.Q {
			line = append(appendNumber(line, float64(q), 32), ',')
		}
		line = append(strconv.AppendInt(line, int64(b.N), 10), ',')
		line = append(strconv.AppendBool(line, b.Weighted), ',')
		line = append(strconv.AppendBool(line, marked[b.Series]), '\n')
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}
