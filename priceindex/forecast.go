package priceindex

import (
	"fmt"
	"math"
	"slices"
)

// A Method forecasts a log price h months after an origin, from what stood by
// then.
type Method struct {
	Name string
	Doc  string
	At   func(all []History, i, origin, h int) float64
}

// A History is the log price of one thing by month, from its first price on,
// with none missing.
type History struct {
	Name  string
	Start int // month of the first price, on a calendar common to all
	Log   []float64
}

// end is the month after the last.
func (x *History) end() int { return x.Start + len(x.Log) }

func (x *History) at(month int) float64 { return x.Log[month-x.Start] }

// drift is the mean change a month of a history between two months.
func (x *History) drift(from, to int) float64 {
	return (x.at(to) - x.at(from)) / float64(to-from)
}

// LeastHistory is how many months of its own a history needs before it is
// forecast.
const LeastHistory = 6

// Methods are those among which the past decides.
var Methods = []Method{
	{"flat", "the price stays", func(all []History, i, origin, h int) float64 {
		return all[i].at(origin)
	}},
	{"own drift", "the price goes on at its mean pace so far: a random walk with drift, Farmer and Lafond 2016", func(all []History, i, origin, h int) float64 {
		x := &all[i]
		return x.at(origin) + float64(h)*x.drift(x.Start, origin)
	}},
	{"common drift", "the price goes on at the mean pace of all levels over the last year", func(all []History, i, origin, h int) float64 {
		sum, n := 0.0, 0
		for k := range all {
			from := max(all[k].Start, origin-12)
			if origin-from >= LeastHistory {
				sum, n = sum+all[k].drift(from, origin), n+1
			}
		}
		return all[i].at(origin) + float64(h)*sum/float64(n)
	}},
	{"damped drift", "the price goes on at its pace of the last year, which fades by half in a year: a damped trend, Gardner and McKenzie 1985", func(all []History, i, origin, h int) float64 {
		x := &all[i]
		keep := math.Exp2(-1.0 / 12) // of the pace, a month
		return x.at(origin) + x.drift(max(x.Start, origin-12), origin)*keep*(1-math.Pow(keep, float64(h)))/(1-keep)
	}},
}

// A Trial is the past error of a method at one horizon: what came less what was
// forecast, in logs, at every origin of every history.
type Trial struct {
	Method  string
	Horizon int
	Errors  []float64
	Of      []int   // history of each error
	Mean    float64 // mean absolute error
}

// Try forecasts the past by every method: each history that has come to the
// end of a horizon, from every origin with enough months before it.
func Try(all []History, h int) []Trial {
	trials := make([]Trial, len(Methods))
	for m := range Methods {
		trials[m] = Trial{Method: Methods[m].Name, Horizon: h}
	}
	for i := range all {
		x := &all[i]
		for origin := x.Start + LeastHistory; origin+h < x.end(); origin++ {
			for m := range trials {
				e := x.at(origin+h) - Methods[m].At(all, i, origin, h)
				trials[m].Errors, trials[m].Of = append(trials[m].Errors, e), append(trials[m].Of, i)
			}
		}
	}
	for m := range trials {
		for _, e := range trials[m].Errors {
			trials[m].Mean += math.Abs(e) / float64(len(trials[m].Errors))
		}
	}
	return trials
}

// A Forecast is of one history at one horizon. The interval holds the middle
// 90% of the method's past errors at that horizon.
type Forecast struct {
	Horizon     int
	Method      string
	Mid, Lo, Hi float64 // log price
	Trials      []Trial
	Histories   int     // behind the errors
	Windows     int     // windows of the horizon's length that do not overlap, over all histories
	Covered     float64 // part of a history's errors inside the interval that the other histories give
}

// Ahead forecasts history i by the method with the least mean absolute error at
// the horizon; of equals the simpler. It is an error if the history is shorter
// than LeastHistory, or if fewer than two have come to the end of the horizon.
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
	f.Method = t.Method
	f.Mid = Methods[best].At(all, i, all[i].end()-1, h)
	lo, hi := inner(t.Errors)
	f.Lo, f.Hi = f.Mid+lo, f.Mid+hi
	f.Covered = t.covered()
	return f, nil
}

// Best is the past of the method that was taken.
func (f *Forecast) Best() Trial {
	return f.Trials[slices.IndexFunc(f.Trials, func(t Trial) bool { return t.Method == f.Method })]
}

// span counts histories with errors and windows that do not overlap: origins
// follow each other month by month.
func (t *Trial) span() (histories, windows int) {
	count := map[int]int{}
	for _, i := range t.Of {
		count[i]++
	}
	for _, n := range count {
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
