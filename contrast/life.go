package contrast

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// What is kept of a watched firm at the end of each year in which it is there,
// and of its exit. NaN is undefined.
const (
	yearCash   Item = iota // $bn
	yearBurn               // $bn a year over the last quarter; below 0 it earns
	yearRunway             // months of cash at that burn; infinite if it earns, 0 without cash
	yearItems
)

const (
	exitCash     Item = iota // $bn when it left
	exitBurn                 // $bn a year over its last year
	exitRevenue              // the same
	exitResearch             // the same
	exitFunding              // the same
	exitBehind               // decades of quality behind the best of its segment; NaN for makers
	peakCash                 // the most it ever had, $bn
	peakMonth                // when it had it
	exitItems
)

// A life is what a watched firm's months are summed from: its last year.
type life struct {
	burn, revenue, research, funding [12]float64 // $bn a month, by month of the year
	seen                             int
	gone                             bool
}

// quarter is the memory of the current burn, in months: a definition.
const quarter = 3

// burn is what a month costs a firm before anybody funds it, $bn.
func burn(b *undercut.FirmRow) float64 { return b.Research + b.Overhead - b.Gross - b.Grant }

// follow adds a month of the watched firm.
func (g *ledger) follow(v *undercut.View) {
	b, l := &v.Books[g.watch], &g.watched
	if l.gone || v.AsOf < g.names.Firms[g.watch].Start {
		return
	}
	k := l.seen % 12
	l.burn[k], l.revenue[k], l.research[k], l.funding[k] = burn(b), b.Revenue, b.Research, b.Funding
	l.seen++
	at := g.values[g.life+g.years*int(yearItems):]
	if !(at[peakCash] >= b.Cash) && b.Alive {
		at[peakCash], at[peakMonth] = b.Cash, float64(v.AsOf)
	}
	if at := g.values[g.firm(g.watch, Exit)]; at == at {
		l.gone = true
		g.end(v, b)
		return
	}
	if int(v.AsOf)%12 == 11 && b.Alive {
		g.year(v.AsOf, b)
	}
}

// year keeps cash, burn and runway at a year's end.
func (g *ledger) year(t undercut.Month, b *undercut.FirmRow) {
	at := g.values[g.life+(t.Year()-g.first.Year())*int(yearItems):]
	rate := 12 * g.watched.mean(&g.watched.burn, quarter)
	at[yearCash], at[yearBurn], at[yearRunway] = b.Cash, rate, math.Inf(1)
	if rate > 0 {
		at[yearRunway] = max(0, 12*b.Cash/rate)
	}
}

// end keeps what an exit looks like. A month's best products are those before
// anybody left.
func (g *ledger) end(v *undercut.View, b *undercut.FirmRow) {
	at, l := g.values[g.life+g.years*int(yearItems):], &g.watched
	at[exitCash] = b.Cash
	at[exitBurn] = 12 * l.mean(&l.burn, 12)
	at[exitRevenue] = 12 * l.mean(&l.revenue, 12)
	at[exitResearch] = 12 * l.mean(&l.research, 12)
	at[exitFunding] = 12 * l.mean(&l.funding, 12)
	best := math.NaN()
	for i := range v.Books {
		if q := v.Books[i].Best; g.names.Firms[i].Segment == g.names.Firms[g.watch].Segment && !(q <= best) && q == q {
			best = q
		}
	}
	at[exitBehind] = best - b.Best
}

// mean is the average of the last n months seen.
func (l *life) mean(x *[12]float64, n int) float64 {
	n = min(n, l.seen)
	sum := 0.0
	for k := range n {
		sum += x[(l.seen-1-k)%12]
	}
	return sum / float64(n)
}
