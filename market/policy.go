package market

// A Policy is what levers have set for one month. Its zero state (after
// reset) is no policy at all: a lever of size zero writes exactly that.
// Three-way tables are indexed by segment, then by bloc of origin, then by
// bloc of destination.
type Policy struct {
	Tariff    [][][]float64 // ad valorem, on the price net of duty
	Barred    [][][]Bar     // what may be sold there
	CostSub   [][]float64   // [segment][bloc of makers] share of unit cost paid by the state
	BuyerSub  [][]float64   // [segment][bloc of buyers] share of price paid by the state
	Grant     [][]float64   // [segment][bloc] $bn a year of state money to the bloc's firms, in proportion to research or sales
	Train     []float64     // [bloc] dollars per unit of training compute relative to no control
	Serve     []float64     // [bloc] the same for serving
	LagDistil []float64     // [bloc of copier] months added to lag_distil
	Follow    []float64     // [bloc of copier] factor on follow_cost
	Conduct   []float64     // [firm] factor on theta
	Licence   []Switch      // [firm] licence imposed on further releases
	Absent    []bool        // [firm] neither releases nor sells
	Allied    [][]bool      // [firm][firm] weigh each other's profit as their own
	Moves                   // what firms, chip makers and investors set

	Procure     [][]float64 // [segment][bloc] $bn a year that the state buys for, whoever made it
	ProcureHome [][]float64 // [segment][bloc] the same, of the bloc's own firms only
	NoOpen      [][][]bool  // open products of origin are not offered or built in at destination
	ComputeTax  []float64   // [bloc] ad valorem, on compute run there
	Owner       []int       // [firm] the firm that owns it: itself, or the one that bought it
	Bailout     []bool      // [firm] the state of its bloc pays what it lacks
}

// A Bar says what a bloc keeps out.
type Bar uint8

// The bars: nothing, new models only (what is on sale stays, its quality
// frozen), everything.
const (
	NoBar Bar = iota
	BarNew
	BarAll
)

// A Switch is a licence imposed from outside, or none.
type Switch uint8

// The switches.
const (
	Keep Switch = iota
	ForceClosed
	ForceOpen
)

// newPolicy allocates the tables of a world.
func newPolicy(segments, blocs, firms int) Policy {
	p := Policy{
		Moves: newMoves(firms, blocs),
		Train: make([]float64, blocs), Serve: make([]float64, blocs),
		LagDistil: make([]float64, blocs), Follow: make([]float64, blocs),
		Conduct: make([]float64, firms), Licence: make([]Switch, firms), Absent: make([]bool, firms),
		Allied: square[bool](firms), ComputeTax: make([]float64, blocs), Owner: make([]int, firms), Bailout: make([]bool, firms),
	}
	for range segments {
		p.Tariff = append(p.Tariff, square[float64](blocs))
		p.Barred = append(p.Barred, square[Bar](blocs))
		p.CostSub = append(p.CostSub, make([]float64, blocs))
		p.BuyerSub = append(p.BuyerSub, make([]float64, blocs))
		p.Grant = append(p.Grant, make([]float64, blocs))
		p.Procure = append(p.Procure, make([]float64, blocs))
		p.ProcureHome = append(p.ProcureHome, make([]float64, blocs))
		p.NoOpen = append(p.NoOpen, square[bool](blocs))
	}
	return p
}

func square[T any](n int) [][]T {
	s := make([][]T, n)
	for i := range s {
		s[i] = make([]T, n)
	}
	return s
}

// Reset clears every policy; levers then write those in force.
func (p *Policy) Reset() {
	p.Moves.reset()
	for s := range p.Tariff {
		for b := range p.Tariff[s] {
			clear(p.Tariff[s][b])
			clear(p.Barred[s][b])
			clear(p.NoOpen[s][b])
		}
		clear(p.CostSub[s])
		clear(p.BuyerSub[s])
		clear(p.Grant[s])
		clear(p.Procure[s])
		clear(p.ProcureHome[s])
	}
	for b := range p.Train {
		p.Train[b], p.Serve[b], p.LagDistil[b], p.Follow[b] = 1, 1, 0, 1
	}
	clear(p.ComputeTax)
	clear(p.Bailout)
	for f := range p.Conduct {
		p.Conduct[f], p.Licence[f], p.Absent[f], p.Owner[f] = 1, Keep, false, f
		clear(p.Allied[f])
	}
}
