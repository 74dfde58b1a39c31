package backtest

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// A Row is one forecast of one quantity at one horizon, and how it was scored.
// Quantiles and observations are in the unit of the measure: dollars or what
// the plan says for prices, parts of 1 for shares.
type Row struct {
	Episode, World string
	Measure        string // price, units, or share
	Firm           string // of a share
	Origin, At     string // periods
	Horizon        int    // years
	Named          bool   // an origin that the plan names
	Hard           bool   // looked at by itself

	Last     float64    // at the origin
	Observed float64    // at the horizon
	Q        [7]float64 // quantiles of the simulator at Levels
	CRPS     float64
	PIT      float64
	Winkler  float64 // interval score of the middle 90%

	Base []Baseline // in the order of the measure's methods
}

// Levels are the quantiles that a row holds.
var Levels = [7]float64{0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95}

// A Baseline is the score of a published method on the same figure; NaN where
// the history is too short for it.
type Baseline struct {
	Name     string
	CRPS     float64
	Winkler  float64
	Lo, Hi   float64 // middle 90%
	Lo8, Hi8 float64 // middle 80%
}

// Inside says whether what was observed lies between two of the levels.
func (r *Row) Inside(lo, hi int) bool { return r.Q[lo] <= r.Observed && r.Observed <= r.Q[hi] }

// In80 and In90 are the middle 80 and 90 per cent.
func (r *Row) In80() bool { return r.Inside(1, 5) }

// In90 says whether the middle 90 per cent hold what was observed.
func (r *Row) In90() bool { return r.Inside(0, 6) }

// base is the score of a method; ok is false if it could not forecast.
func (r *Row) base(name string) (Baseline, bool) {
	for _, b := range r.Base {
		if b.Name == name {
			return b, b.CRPS == b.CRPS
		}
	}
	return Baseline{}, false
}

const rowColumns = "episode,world,measure,firm,origin,at,horizon,named,hard,last,observed,q05,q10,q25,q50,q75,q90,q95,crps,pit,winkler90,baselines"

// WriteRows writes rows as CSV. Numbers have nine digits. Baselines are
// name:crps:winkler:lo90:hi90:lo80:hi80, separated by semicolons.
func WriteRows(w io.Writer, rows []Row) error {
	c := csv.NewWriter(w)
	if err := c.Write(strings.Split(rowColumns, ",")); err != nil {
		return err
	}
	for i := range rows {
		r := &rows[i]
		cells := []string{r.Episode, r.World, r.Measure, r.Firm, r.Origin, r.At, strconv.Itoa(r.Horizon), yes(r.Named), yes(r.Hard), text(r.Last), text(r.Observed)}
		for _, q := range r.Q {
			cells = append(cells, text(q))
		}
		cells = append(cells, text(r.CRPS), text(r.PIT), text(r.Winkler), baseText(r.Base))
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

func baseText(all []Baseline) string {
	var parts []string
	for _, b := range all {
		numbers := []string{b.Name}
		for _, x := range []float64{b.CRPS, b.Winkler, b.Lo, b.Hi, b.Lo8, b.Hi8} {
			numbers = append(numbers, short(x))
		}
		parts = append(parts, strings.Join(numbers, ":"))
	}
	return strings.Join(parts, ";")
}

// ReadRows reads what WriteRows wrote.
func ReadRows(r io.Reader) ([]Row, error) {
	lines, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 || strings.Join(lines[0], ",") != rowColumns {
		return nil, fmt.Errorf("scores: header is not %q: run `undercut backtest --rerun`", rowColumns)
	}
	var rows []Row
	for i, c := range lines[1:] {
		row, err := readRow(c)
		if err != nil {
			return nil, fmt.Errorf("scores, line %d: %w", i+2, err)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func readRow(c []string) (Row, error) {
	p := parser{}
	r := Row{
		Episode: c[0], World: c[1], Measure: c[2], Firm: c[3], Origin: c[4], At: c[5],
		Horizon: int(p.number(c[6])), Named: c[7] == "yes", Hard: c[8] == "yes",
		Last: p.number(c[9]), Observed: p.number(c[10]),
	}
	for k := range r.Q {
		r.Q[k] = p.number(c[11+k])
	}
	r.CRPS, r.PIT, r.Winkler = p.number(c[18]), p.number(c[19]), p.number(c[20])
	if c[21] == "" {
		return r, p.err
	}
	for _, part := range strings.Split(c[21], ";") {
		n := strings.Split(part, ":")
		if len(n) != 7 {
			return r, fmt.Errorf("baselines are %q: want seven parts each", part)
		}
		r.Base = append(r.Base, Baseline{n[0], p.number(n[1]), p.number(n[2]), p.number(n[3]), p.number(n[4]), p.number(n[5]), p.number(n[6])})
	}
	return r, p.err
}

// A parser keeps the first thing that is wrong.
type parser struct{ err error }

func (p *parser) number(s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil && p.err == nil {
		p.err = fmt.Errorf("%q is no number", s)
	}
	return x
}

func text(x float64) string  { return strconv.FormatFloat(x, 'g', 9, 64) }
func short(x float64) string { return strconv.FormatFloat(x, 'g', 6, 64) }

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
