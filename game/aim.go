package game

import (
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/gauge"
)

// PrestigeWorth is what a state that is after prestige gives for standing at
// the frontier all year, $bn a year: a rule of the game, about a fifth of what
// the flagship's Chinese makers of devices earn.
const PrestigeWorth = 20

var prestigeText = fmt.Sprintf("$%dbn a year of full standing", PrestigeWorth)

// An aim is what a role is after, in $bn over the game: a flow summed over the
// months of the game, and a stock, of which the change since the month before
// the game counts. Either may be nil.
type aim struct {
	flow, stock func(s *scorer, v *undercut.View, at int) float64
}

// ofLab is worth to owners: what comes in by selling shares is not earned.
var ofLab = aim{flow: raisedBy, stock: worthOf}

// ofState is what a state takes into account, and something beside.
func ofState(also func(s *scorer, v *undercut.View, at int) float64) func(s *scorer, v *undercut.View, at int) float64 {
	return func(s *scorer, v *undercut.View, at int) float64 {
		sum := v.States[at].HostPro + v.States[at].Tariffs + v.States[at].Tax - v.States[at].Subsidy - v.States[at].Procurement
		for i := range v.Books {
			if v.Firms[i].Bloc == at {
				sum += v.Books[i].Gross
			}
		}
		return sum + also(s, v, at)
	}
}

func prestige(_ *scorer, v *undercut.View, at int) float64 {
	return PrestigeWorth * v.States[at].Prestige / 12
}

// buyers is what buyers in a bloc gain on the month before the game, $bn, by
// the offers that were taken then and are taken now: see gauge.Gains.
func buyers(s *scorer, v *undercut.View, at int) float64 {
	sum := 0.0
	for p, gain := range gauge.Gains(s.before, s.now) {
		if p.Market == at && v.Segments[p.Segment].Layer != undercut.Compute { // accelerators are bought for models
			sum += gain
		}
	}
	return sum
}

func grossProfit(_ *scorer, v *undercut.View, at int) float64 { return v.Books[at].Gross }

func raisedBy(_ *scorer, v *undercut.View, at int) float64 { return -v.Books[at].Funding }

// worthOf is nothing once the firm is gone: its debts are not its owners'.
func worthOf(_ *scorer, v *undercut.View, at int) float64 {
	if b := &v.Books[at]; b.Alive {
		return b.Value + b.Cash
	}
	return 0
}

// raised and holdings are of all labs in a bloc.
func raised(_ *scorer, v *undercut.View, at int) float64 {
	return -ofLabs(v, at, func(b *undercut.FirmRow) float64 { return b.Funding })
}

func holdings(_ *scorer, v *undercut.View, at int) float64 {
	return ofLabs(v, at, func(b *undercut.FirmRow) float64 { return b.Value })
}

func ofLabs(v *undercut.View, bloc int, of func(*undercut.FirmRow) float64) float64 {
	sum := 0.0
	for i := range v.Books {
		if f := &v.Firms[i]; f.Bloc == bloc && f.Layer == undercut.Model {
			sum += of(&v.Books[i])
		}
	}
	return sum
}

// A scorer follows the aims of the seats through one future.
type scorer struct {
	seats  []seated
	sums   []float64 // by seat, flows so far, $bn
	stocks []float64 // by seat, change of its stock so far, $bn
	opened []float64 // by seat, its stock in the month before the game
	spend  []bool    // by segment: buyers split a budget

	before, now []gauge.Purchase // in the month before the game; in the month
}

func (s *scorer) reset() {
	clear(s.sums)
	clear(s.opened)
	clear(s.stocks)
	s.before = s.before[:0]
}

// open notes the last month before the game.
func (s *scorer) open(v *undercut.View) {
	s.before = gauge.AppendBought(s.before[:0], v, s.spend)
	for k, seat := range s.seats {
		if f := seat.role.aim.stock; f != nil {
			s.opened[k] = f(s, v, seat.at)
		}
	}
}

// month adds a month of the game.
func (s *scorer) month(v *undercut.View) {
	s.now = gauge.AppendBought(s.now[:0], v, s.spend)
	for k, seat := range s.seats {
		if f := seat.role.aim.flow; f != nil {
			s.sums[k] += f(s, v, seat.at)
		}
		if f := seat.role.aim.stock; f != nil {
			s.stocks[k] = f(s, v, seat.at) - s.opened[k]
		}
	}
}

// scores appends each seat's score so far.
func (s *scorer) scores(dst []float64) []float64 {
	for k := range s.seats {
		dst = append(dst, s.sums[k]+s.stocks[k])
	}
	return dst
}
