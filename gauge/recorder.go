package gauge

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// A Recorder measures one future after another, reusing its memory.
type Recorder struct {
	Gauges []Gauge

	start  undercut.Month
	months int
	cut    undercut.Month // cohorts are the firms alive before it
	tally  *Tally
	at     map[string]int
	series [][]float64 // [indicator][month]
	flows  []string    // indicators whose present values are outcomes
	shots  []string    // indicators that outcomes read at a date

	cohort   []bool // [firm] alive before the cut
	closed   []bool // [firm] with a closed flagship then
	exit     []float64
	gross    []float64 // [firm] gross profit so far, $bn
	research []float64
	repaid   []bool // [firm] gross profit had covered research by repaidBy
	payRun   []float64
	payAll   []float64
}

// repaidBy is when "recoups its research by 2030" is judged.
var repaidBy = undercut.Date(2030, 12)

// NewRecorder makes a recorder for futures with the names of v that run from
// start for a number of months; cohorts are taken before the month cut.
func NewRecorder(v undercut.View, start undercut.Month, months int, cut undercut.Month) *Recorder {
	r := &Recorder{Gauges: All(v), start: start, months: months, cut: cut, tally: newTally(v), at: map[string]int{}}
	for i, ind := range r.Gauges {
		r.at[ind.Name] = i
		r.series = append(r.series, make([]float64, months))
	}
	r.describe(v)
	n := len(v.Firms)
	r.cohort, r.closed, r.repaid = make([]bool, n), make([]bool, n), make([]bool, n)
	r.exit, r.gross, r.research = make([]float64, n), make([]float64, n), make([]float64, n)
	return r
}

// Reset begins a new future.
func (r *Recorder) Reset() {
	for s := range r.tally.Memory {
		r.tally.Memory[s].month = 0
	}
	clear(r.cohort)
	clear(r.closed)
	clear(r.repaid)
	clear(r.gross)
	clear(r.research)
	for i := range r.exit {
		r.exit[i] = math.NaN()
	}
	r.payRun, r.payAll = r.payRun[:0], r.payAll[:0]
}

// Month measures a month.
func (r *Recorder) Month(v undercut.View) {
	r.tally.read(v)
	t := int(v.AsOf - r.start)
	for i := range r.Gauges {
		r.series[i][t] = r.Gauges[i].Of(r.tally)
	}
	r.follow(v)
}

// follow keeps what outcomes need of each firm.
func (r *Recorder) follow(v undercut.View) {
	for i := range v.Books {
		b := &v.Books[i]
		if v.AsOf < r.cut {
			r.cohort[i] = b.Alive
			r.closed[i] = b.Alive && r.tally.Firm[i].Closed
		}
		r.gross[i] += b.Gross
		r.research[i] += b.Research
		if v.AsOf == repaidBy {
			r.repaid[i] = b.Alive && r.gross[i] >= r.research[i]
		}
		if !b.Alive && r.exit[i] != r.exit[i] && v.Firms[i].Start < v.AsOf && !v.Firms[i].Entrant {
			r.exit[i] = float64(v.AsOf.Year()) + float64(int(v.AsOf)%12)/12
		}
		if v.AsOf >= r.cut && v.Firms[i].Segment == r.tally.Lead && r.closed[i] && western(v, i) && b.Payback == b.Payback {
			r.payRun, r.payAll = append(r.payRun, b.Payback), append(r.payAll, b.PaybackAll)
		}
	}
}

// Series returns the months of an indicator so far; nil if there is none of
// that name.
func (r *Recorder) Series(name string) []float64 {
	i, ok := r.at[name]
	if !ok {
		return nil
	}
	return r.series[i]
}

// Fill writes all series, indicator by indicator, into dst.
func (r *Recorder) Fill(dst []float32) {
	k := 0
	for i := range r.series {
		for _, x := range r.series[i] {
			dst[k] = float32(x)
			k++
		}
	}
}
