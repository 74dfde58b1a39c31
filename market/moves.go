package market

// Moves are the part of a Policy that firms, chip makers and investors set for
// themselves, where a state has no say.
type Moves struct {
	Research  []float64 // [firm] factor on planned research
	Backing   []float64 // [firm] $bn a year from investors, beside the pool
	Line      []Line    // [firm] which tiers of its models it sells
	Shunned   [][]bool  // [firm][bloc] it sells nothing there
	Pool      float64   // factor on the capital pool
	ChipPrice []float64 // [firm] factor on a chip maker's prices
}

// A Line says which tiers of its models a lab sells.
type Line uint8

// The lines.
const (
	BothTiers Line = iota
	FlagshipOnly
	SmallOnly
)

func newMoves(firms, blocs int) Moves {
	m := Moves{
		Research: make([]float64, firms), Backing: make([]float64, firms), Line: make([]Line, firms),
		ChipPrice: make([]float64, firms),
	}
	for range firms {
		m.Shunned = append(m.Shunned, make([]bool, blocs))
	}
	return m
}

func (m *Moves) reset() {
	m.Pool = 1
	for f := range m.Research {
		m.Research[f], m.Backing[f], m.Line[f], m.ChipPrice[f] = 1, 0, BothTiers, 1
		clear(m.Shunned[f])
	}
}
