package contrast

import (
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/market"
)

// An Item is a line of a firm's or a bloc's ledger. Flows are present values
// in $bn, from Start to the horizon at the scenario's discount rate.
type Item int

// The flows of a firm, and of a layer's firms in a bloc. Profit after all costs
// is Gross + Grant − Research − Overhead; Subsidy is a part of Gross.
const (
	Gross    Item = iota // gross profit, fees, royalties and subsidies of unit cost included
	Research             // what it spends, the state's part included
	Overhead             // overhead, fixed cost and idle contracts
	Subsidy              // of unit cost
	Grant                // other money of the state, its part of research included
	Funding              // raised from investors and backers
	flows
)

// The other items of a firm.
const (
	Exit   = flows + iota // month in which it left, as undercut.Month; NaN if it did not
	Months                // for which it was in the market
	Cash                  // $bn at the horizon; 0 of a firm that has left
	Value                 // the same
	firmItems
)

// The items of a bloc.
const (
	Hosts  Item = iota // gross profit of hosts, rents of scarce compute included
	Duties             // what its state takes: duties, tax on compute
	Paid               // what its state pays: subsidies, grants, its part of research, what it buys
	blocItems
)

// Start is the month whose money present values are, the one of the outcomes
// pv.* of package gauge; a world that ends before it begins at its own.
func Start(w *market.World) undercut.Month {
	if gauge.PresentFrom > w.End {
		return w.Start
	}
	return max(w.Start, gauge.PresentFrom)
}

// A layout says where the numbers of a future's ledger lie.
type layout struct {
	names  undercut.View
	spend  []bool         // [segment] buyers split a budget
	start  undercut.Month // of present values
	first  undercut.Month
	months int
	watch  int // firm whose life is followed, -1 if none
	years  int // of the watched firm's life

	pools, blocs, bought, life, size int // where layers, blocs, buyers and the life begin, and the end
}

func newLayout(w *market.World, names undercut.View) *layout {
	l := &layout{names: names, start: Start(w), first: w.Start, months: int(w.End-w.Start) + 1, watch: -1}
	for _, s := range w.Segments {
		l.spend = append(l.spend, s.Form == "spend")
	}
	return l
}

// layers is the number of layers.
const layers = int(undercut.Device) + 1

// place lays the parts of a ledger one after another: firms, layers by bloc,
// blocs, buyers by segment and bloc, the life of the watched firm.
func (l *layout) place() {
	n := len(l.names.Blocs)
	l.pools = len(l.names.Firms) * int(firmItems)
	l.blocs = l.pools + layers*n*int(flows)
	l.bought = l.blocs + n*int(blocItems)
	l.life = l.bought + n*len(l.names.Segments)
	l.size = l.life
	if l.watch >= 0 {
		l.years = (l.first + undercut.Month(l.months) - 1).Year() - l.first.Year() + 1
		l.size += l.years*int(yearItems) + int(exitItems)
	}
}

func (l *layout) firm(i int, item Item) int { return i*int(firmItems) + int(item) }
func (l *layout) pool(layer undercut.Layer, b int, item Item) int {
	return l.pools + (int(layer)*len(l.names.Blocs)+b)*int(flows) + int(item)
}
func (l *layout) bloc(b int, item Item) int { return l.blocs + b*int(blocItems) + int(item) }
func (l *layout) buyer(segment, b int) int  { return l.bought + segment*len(l.names.Blocs) + b }

// A ledger sums one future up, month by month.
type ledger struct {
	*layout
	values   []float64
	discount float64 // continuous, a year
	watched  life
}

func newLedger(l *layout) *ledger { return &ledger{layout: l, values: make([]float64, l.size)} }

// begin clears the ledger for a future of a world.
func (g *ledger) begin(w *market.World) {
	clear(g.values)
	g.discount = w.Discount
	for i := range g.names.Firms {
		g.values[g.firm(i, Exit)] = math.NaN()
	}
	if g.watch >= 0 {
		g.watched = life{}
		for k := g.life; k < g.size; k++ {
			g.values[k] = math.NaN()
		}
	}
}

// present is what a dollar of a month is worth in Start's, 0 before it.
func (l *layout) present(discount float64, t undercut.Month) float64 {
	if t < l.start {
		return 0
	}
	return math.Exp(-discount * float64(t-l.start) / 12)
}

// month adds the flows of a month.
func (g *ledger) month(v undercut.View) {
	worth := g.present(g.discount, v.AsOf)
	for i := range v.Books {
		g.books(&v.Books[i], &v.Firms[i], worth)
	}
	for b := range v.States {
		s := &v.States[b]
		g.values[g.bloc(b, Hosts)] += worth * s.HostPro
		g.values[g.bloc(b, Duties)] += worth * (s.Tariffs + s.Tax)
		g.values[g.bloc(b, Paid)] += worth * (s.Subsidy + s.Procurement)
	}
	if g.watch >= 0 {
		g.follow(&v)
	}
}

// books adds a firm's month to its own ledger and to that of its layer and
// bloc; where an entrant sits is known only once it is there.
func (g *ledger) books(b *undercut.FirmRow, f *undercut.Firm, worth float64) {
	own := g.values[g.firm(b.Firm, 0):g.firm(b.Firm+1, 0)]
	pool := g.values[g.pool(f.Layer, f.Bloc, 0):]
	for item, x := range [flows]float64{b.Gross, b.Research, b.Overhead, b.Subsidy - b.Grant, b.Grant, b.Funding} {
		own[item] += worth * x
		pool[item] += worth * x
	}
	g.fate(b, f, own)
}

// fate keeps where a firm stands. It has left in the first month after its
// start in which it is not there, as in package gauge.
func (g *ledger) fate(b *undercut.FirmRow, f *undercut.Firm, own []float64) {
	if b.Alive {
		own[Months]++
		own[Cash], own[Value] = b.Cash, b.Value
		return
	}
	own[Cash], own[Value] = 0, 0
	if own[Exit] != own[Exit] && f.Start < b.Month && !f.Entrant {
		own[Exit] = float64(b.Month)
	}
}
