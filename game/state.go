package game

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// A State is what a seat looks at: a few amounts with their names.
type State []Amount

// An Amount is a number with its name and unit.
type Amount struct {
	Name, Unit string
	Value      float64
}

// state is what the seat cares about in the month of v. Flows are a year's at
// the pace of the month.
func (s *seated) state(v *undercut.View) State {
	switch s.role.Plays {
	case Bloc:
		return stateOfBloc(v, s.at)
	case Investor:
		return State{
			{"holdings", "$bn", holdings(nil, v, s.at)},
			{"raised", "$bn/year", -12 * raised(nil, v, s.at)},
		}
	case Chips:
		b := &v.Books[s.at]
		return State{
			{"gross profit", "$bn/year", 12 * b.Gross},
			{"revenue", "$bn/year", 12 * b.Revenue},
			{"share", "share", share(v, s.at)},
			{"value", "$bn", b.Value},
		}
	}
	b := &v.Books[s.at]
	return State{
		{"cash", "$bn", b.Cash},
		{"value", "$bn", b.Value},
		{"revenue", "$bn/year", 12 * b.Revenue},
		{"share", "share", share(v, s.at)},
		{"behind the best", "decades", frontier(v, s.at) - b.Best},
	}
}

func stateOfBloc(v *undercut.View, bloc int) State {
	b := &v.States[bloc]
	profit := b.HostPro
	for i := range v.Books {
		if v.Firms[i].Bloc == bloc {
			profit += v.Books[i].Gross
		}
	}
	return State{
		{"profit", "$bn/year", 12 * profit},
		{"state money", "$bn/year", 12 * (b.Subsidy + b.Procurement)},
		{"duties and taxes", "$bn/year", 12 * (b.Tariffs + b.Tax)},
		{"prestige", "0 to 1", b.Prestige},
	}
}

// share is a firm's part of the revenue of all firms of its segment.
func share(v *undercut.View, firm int) float64 {
	sum := 0.0
	for i := range v.Books {
		if v.Firms[i].Segment == v.Firms[firm].Segment {
			sum += v.Books[i].Revenue
		}
	}
	return v.Books[firm].Revenue / sum
}

// frontier is the best quality on offer of what a firm makes, decades; NaN if
// there is none.
func frontier(v *undercut.View, firm int) float64 {
	best := math.NaN()
	for i := range v.Books {
		if b := v.Books[i].Best; v.Firms[i].Segment == v.Firms[firm].Segment && (b > best || best != best) {
			best = b
		}
	}
	return best
}
