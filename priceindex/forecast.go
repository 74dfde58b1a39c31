package priceindex

import (
	"fmt"
	"math"
	"slices"
)

// A History is the log price of one level of capability by month, from its
// first price on, with none missing.
type History struct {
	Name  string
	Start int // month of the first price, on a calendar common to all
	Log   []float64
}

// end is the month after the last.
func (x *History) end() int { return x.Start + len(x.Log) }

func (x *History) at(month int) float64 { return x.Log[month-x.Start] }

// drift is the mean change a month between two months.
func (x *History) drift(from, to int) float64 { return (x.at(to) - x.at(from)) / float64(to-from) }

// A Method forecasts how a log price will have moved h months after an origin,
// from what stood by then.
type Method struct {
	Name string
	Doc  string
	Move func(all []History, i, origin, h int) float64
}

// LeastHistory is how many months of its own a history needs before it is
// forecast.
const LeastHistory = 6

// Methods are those among which the past decides, the simplest first.
var Methods = []Method{
	{"stays", "the price stays", func([]History, int, int, int) float64 { return 0 }},
	{"own drift", "it goes on at its mean pace so far: a random walk with drift, Farmer and Lafond 2016", func(all []History, i, origin, h int) float64 {
		return float64(h) * all[i].drift(all[i].Start, origin)
	}},
	{"common drift", "it goes on at the mean pace of all levels in the last year", func(all []History, _, origin, h int) float64 {
		return float64(h) * pace(all, origin)
	}},
	{"own damped", "its pace of the last year fades by half in half a year: a damped trend, Gardner and McKenzie 1985", func(all []History, i, origin, h int) float64 {
		return damped(h) * all[i].drift(max(all[i].Start, origin-12), origin)
	}},
	{"common damped", "the mean pace of all levels in the last year fades by half in half a year", func(all []History, _, origin, h int) float64 {
		return damped(h) * pace(all, origin)
	}},
}

// pace is the mean change a month in the year before an origin, over all
// histories with enough months in it.
func pace(all []History, origin int) float64 {
	sum, n := 0.0, 0
	for k := range all {
		from := max(all[k].Start, origin-12)
		if origin-from >= LeastHistory {
			sum, n = sum+all[k].drift(from, origin), n+1
		}
	}
	return sum / float64(n)
}

// damped is how many months of today's pace a fading one makes in h months,
//
//	q + q² + … + q^h,  q = 2^(-1/6)
func damped(h int) float64 {
	q := math.Exp2(-1.0 / 6)
	return q * (1 - math.Pow(q, float64(h))) / (1 - q)
}

// A Trial is the past of a method at one horizon: what came less what was
// forecast, in logs, at every origin of every history that has come to the
// horizon's end and had enough months before.
type Trial struct {
	Method  string
	Horizon int
	Errors  []float64
	Of      []int   // history of each error
	Mean    float64 // mean absolute error
}

// Try forecasts the past by every method.
func Try(all []History, h int) []Trial {
	var trials []Trial
	for _, m := range Methods {
		t := Trial{Method: m.Name, Horizon: h}
		for i := range all {
			x := &all[i]
			for origin := x.Start + LeastHistory; origin+h < x.end(); origin++ {
				t.Errors = append(t.Errors, x.at(origin+h)-x.at(origin)-m.Move(all, i, origin, h))
				t.Of = append(t.Of, i)
			}
		}
		for _, e := range t.Errors {
			t.Mean += math.Abs(e) / float64(len(t.Errors))
		}
		trials = append(trials, t)
	}
	return trials
}

// A Forecast is of one history at one horizon, in log price: what the method
// says, and the middle 90% of that moved by each of the method's past errors.
type Forecast struct {
	Horizon     int
	Method      string
	Mid, Lo, Hi float64
	Trials      []Trial // of all methods
	Histories   int     // behind the errors
	Windows     int     // of the horizon's length that their errors would fill if none overlapped
	Covered     float64 // part of a history's errors inside the interval that the other histories give
}

// Ahead forecasts history i from its end by the method with the least mean
// absolute error at the horizon; of equals the simpler. It is an error if the
// history is shorter than LeastHistory, or if fewer than two have come to the
// end of the horizon.
func Ahead(all []History, i, h int) (Forecast, error) {
	f := Forecast{Horizon: h, Trials: Try(all, h)}
	best := 0
	for m := range f.Trials {
		if f.Trials[m].Mean < f.Trials[best].Mean {
			best = m
		}
	}
	t := f.Trials[best]
	f.Histories, f.Windows = t.span()
	if f.Histories < 2 {
		return f, fmt.Errorf("priceindex: a horizon of %d months has ended for %d histories: want two or more, so ask for a shorter one", h, f.Histories)
	}
	if n := len(all[i].Log); n <= LeastHistory {
		return f, fmt.Errorf("priceindex: %s has a price since %d months: want more than %d to forecast from", all[i].Name, n, LeastHistory)
	}
	now := all[i].end() - 1
	f.Method, f.Mid = t.Method, all[i].at(now)+Methods[best].Move(all, i, now, h)
	lo, hi := inner(t.Errors)
	f.Lo, f.Hi, f.Covered = f.Mid+lo, f.Mid+hi, t.covered()
	return f, nil
}

// Best is the past of the method that was taken.
func (f *Forecast) Best() Trial {
	return f.Trials[slices.IndexFunc(f.Trials, func(t Trial) bool { return t.Method == f.Method })]
}

// span counts histories with errors and the windows that those of each fill:
// origins follow each other month by month.
func (t *Trial) span() (histories, windows int) {
	count := map[int]int{}
	for _, i := range t.Of {
		count[i]++
	}
	for _, n := range count { // sums do not depend on the order
		histories, windows = histories+1, windows+1+(n-1)/t.Horizon
	}
	return histories, windows
}

// inner is the 5% and the 95% quantile.
func inner(errors []float64) (lo, hi float64) {
	s := slices.Sorted(slices.Values(errors))
	k := len(s) * 5 / 100
	return s[k], s[len(s)-1-k]
}

// covered leaves out one history at a time and counts its errors inside the
// interval of the others'.
func (t *Trial) covered() float64 {
	in := 0
	for i := range t.Errors {
		var others []float64
		for k, e := range t.Errors {
			if t.Of[k] != t.Of[i] {
				others = append(others, e)
			}
		}
		lo, hi := inner(others)
		if lo <= t.Errors[i] && t.Errors[i] <= hi {
			in++
		}
	}
	return float64(in) / float64(len(t.Errors))
}
