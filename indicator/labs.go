package indicator

import (
	"math"
	"strings"

	"github.com/undercut-sim/undercut"
)

// The groups of labs, by what they let others have.
const (
	closedLabs = "closed"
	openLabs   = "open"
)

// twoYears is how far back a lab's releases tell what it does.
const twoYears undercut.Day = 730

// groupOfLab is open if at least half of a lab's releases of two years, of
// which the state on the day is known, can be hosted by others; closed if
// fewer; empty if there are none.
func groupOfLab(v undercut.View, a Args, lab string) string {
	open, known := 0, 0
	for i := range v.Releases {
		r := &v.Releases[i]
		if r.Developer != lab || r.Day > a.At || r.Day <= a.At-twoYears || r.Seen > v.Day {
			continue
		}
		state := r.At(a.At)
		if state == undercut.Unknown || state == undercut.Unreleased {
			continue
		}
		known++
		if state == undercut.OpenWeights || !a.Strict && state.CanHost() {
			open++
		}
	}
	switch {
	case known == 0:
		return ""
	case 2*open >= known:
		return openLabs
	}
	return closedLabs
}

// labs lists the labs of a ledger that a definition means: those of a group, or
// one by name. Parts of labs are not among them.
func (l ledger) labs(v undercut.View, a Args) []string {
	var names []string
	for _, lab := range l.subjects("lab") {
		if strings.Contains(lab, "/") {
			continue
		}
		if lab == a.Definition || groupOfLab(v, a, lab) == a.Definition {
			names = append(names, lab)
		}
	}
	return names
}

// labParam is the choice of a group or of one lab.
func labParam(names ...string) Param {
	return Param{Definition, append([]string{closedLabs, openLabs}, names...), "labs that keep their weights, labs most of whose weights can be had, or one lab"}
}

// A part is one lab's contribution to a measure of several.
type part struct {
	lab         string
	mid, lo, hi float64
	weight      float64 // revenue; 1 where one lab is measured
	rows        ledger
}

// pool is the mean of some parts by weight, with what is low and high in each.
// Parts without a weight are left out and named.
func pool(parts []part, e *Estimate) {
	var sum float64
	var rows ledger
	mid, lo, hi := 0.0, 0.0, 0.0
	var basis []string
	for _, p := range parts {
		if math.IsNaN(p.weight) {
			e.Warnings = append(e.Warnings, p.lab+" is left out: its revenue is not known")
			continue
		}
		sum += p.weight
		mid, lo, hi = mid+p.weight*p.mid, lo+p.weight*p.lo, hi+p.weight*p.hi
		rows = append(rows, p.rows...)
		basis = append(basis, p.lab+" "+number(p.mid))
		e.N++
	}
	e.record(rows)
	if e.N == 0 {
		e.Undefined = "of no lab is the figure known by then"
		return
	}
	e.Mid, e.Lo, e.Hi = mid/sum, lo/sum, hi/sum
	e.Basis = strings.Join(basis, ", ")
	if e.Lo == e.Hi {
		e.Lo, e.Hi = math.NaN(), math.NaN()
	}
}

// weigh is a lab's yearly revenue on a day, or the last that was known by then;
// 1 if it is the only lab measured.
func weigh(money ledger, lab string, a Args, alone bool) (float64, ledger) {
	if alone {
		return 1, nil
	}
	if r, ok := money.rateOn(lab, "", a.At); ok {
		return r.value, r.rows
	}
	f := money.until(a.At).of(lab, "").last()
	if f == nil {
		return math.NaN(), nil
	}
	_, x := flowOn(f)
	return x, ledger{*f}
}
