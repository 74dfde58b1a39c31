package contrast

import (
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/ensemble"
)

// A Failure is a future that failed under an option.
type Failure struct {
	Option, Future int
	Err            string
}

// A Result is what a study found: for every option a number of each item in
// each future that ran under all options. Slices over futures have length N
// and the same order for all options and items.
type Result struct {
	Study   *Study
	Futures []int // those that ran under all options, rising
	Failed  []Failure

	layout *layout
	rows   [][][]float64 // [option][future]
	row    [][]float64   // of the future that is being added, by option
	broken bool          // it has failed under an option
}

func newResult(s *Study, l *layout) *Result {
	return &Result{Study: s, layout: l, rows: make([][][]float64, len(s.Options)), row: make([][]float64, len(s.Options))}
}

// add takes the records of a future, option by option.
func (r *Result) add(rec *ensemble.Record) error {
	if rec.Cell == 0 {
		r.broken = false
	}
	r.row[rec.Cell] = slices.Clone(rec.Outcomes)
	if rec.Err != "" {
		r.broken = true
		r.Failed = append(r.Failed, Failure{rec.Cell, rec.Future, rec.Err})
	}
	if rec.Cell == len(r.row)-1 && !r.broken {
		r.Futures = append(r.Futures, rec.Future)
		for option, row := range r.row {
			r.rows[option] = append(r.rows[option], row)
		}
	}
	return nil
}

// N is the number of futures.
func (r *Result) N() int { return len(r.Futures) }

// Names returns the blocs, segments and firms that indices stand for.
func (r *Result) Names() undercut.View { return r.layout.names }

// Start is the month whose money present values are, and End the last month.
func (r *Result) Start() undercut.Month { return r.layout.start }

// End is the last month.
func (r *Result) End() undercut.Month { return r.layout.first + undercut.Month(r.layout.months) - 1 }

// column is one number of the ledgers of an option.
func (r *Result) column(option, at int) []float64 {
	out := make([]float64, r.N())
	for n, row := range r.rows[option] {
		out[n] = row[at]
	}
	return out
}

// Firm is an item of a firm by future.
func (r *Result) Firm(option, firm int, item Item) []float64 {
	return r.column(option, r.layout.firm(firm, item))
}

// Bloc is an item of a bloc by future.
func (r *Result) Bloc(option, bloc int, item Item) []float64 {
	return r.column(option, r.layout.bloc(bloc, item))
}

// Buyers is what buyers of a segment in a bloc gain from an option, $bn of
// present value, by future; NaN where the market is open without or with the
// option only.
func (r *Result) Buyers(option, segment, bloc int) []float64 {
	return r.column(option, r.layout.buyer(segment, bloc))
}

// Layer is a flow summed over the firms of a layer in a bloc, entrants
// included.
func (r *Result) Layer(option int, layer undercut.Layer, bloc int, flow Item) []float64 {
	return r.column(option, r.layout.pool(layer, bloc, flow))
}

// Less is a − b, future by future; a difference that is rounding is 0.
func Less(a, b []float64) []float64 {
	t := newTally(len(a))
	t.add(a, 1)
	t.add(b, -1)
	return t.told()
}

// Change is an item of a firm with an option less what it is without, by
// future.
func (r *Result) Change(option, firm int, item Item) []float64 {
	return Less(r.Firm(option, firm, item), r.Firm(0, firm, item))
}

// Gone tells, future by future, whether a firm has left by the end of a month.
func (r *Result) Gone(option, firm int, by undercut.Month) []bool {
	out := make([]bool, r.N())
	for n, at := range r.Firm(option, firm, Exit) {
		out[n] = at <= float64(by)
	}
	return out
}

// A Year is what the watched firm has at the end of a year, in the futures in
// which it is there.
type Year struct {
	Year               int
	Cash, Burn, Runway []float64 // $bn; $bn a year; months, infinite where it earns
}

// Years follows the watched firm through the ends of all years from a month
// on; a year at whose end it is never there has empty slices.
func (r *Result) Years(option int, from undercut.Month) []Year {
	var all []Year
	for y := max(from.Year(), r.layout.first.Year()); y <= r.End().Year(); y++ {
		if undercut.Date(y, 12) > r.End() {
			break
		}
		at := r.layout.life + (y-r.layout.first.Year())*int(yearItems)
		all = append(all, Year{
			y, defined(r.column(option, at+int(yearCash))), defined(r.column(option, at+int(yearBurn))), defined(r.column(option, at+int(yearRunway))),
		})
	}
	return all
}

// defined drops what is not.
func defined(x []float64) []float64 {
	return slices.DeleteFunc(x, math.IsNaN)
}

// An End is what the exits of the watched firm look like, a number for each
// future in which it leaves.
type End struct {
	Month                            []float64 // as undercut.Month
	Cash                             []float64 // when it left, $bn
	Burn, Revenue, Research, Funding []float64 // $bn a year over its last year
	Behind                           []float64 // decades behind the best of its segment, where both have a model
	Peak, PeakMonth                  []float64 // the most cash it ever had, and when
}

// Exits gathers the exits of the watched firm.
func (r *Result) Exits(option int) End {
	at := r.layout.life + r.layout.years*int(yearItems)
	gone := r.Firm(option, r.layout.watch, Exit)
	left := func(item Item) []float64 {
		var x []float64
		for n, v := range r.column(option, at+int(item)) {
			if gone[n] == gone[n] {
				x = append(x, v)
			}
		}
		return defined(x)
	}
	return End{
		Month: defined(gone), Cash: left(exitCash), Burn: left(exitBurn), Revenue: left(exitRevenue), Research: left(exitResearch),
		Funding: left(exitFunding), Behind: left(exitBehind), Peak: left(peakCash), PeakMonth: left(peakMonth),
	}
}
