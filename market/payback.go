package market

import "math"

// closeGeneration ends the generation that a new flagship replaces and says
// in how many months it would have paid for itself at the gross profit that
// it made while it was sold,
//
//	months = cost / (discounted gross profit / months on sale),
//
// on two bases: the final run, and all research behind it. It is +Inf for a
// generation that made no gross profit. The two differ by a factor of about
// 1/run_share, which is why claims about recouping must name their base.
func (m *Market) closeGeneration(f *firm) {
	l := &f.lab
	if !l.product[0].live { // what it begins with was made before the story: its cost is not known
		l.spent, l.runSpent = 0, 0
	} else {
		life := float64(m.t - l.since)
		l.payRun, l.payAll = paybackMonths(l.genRun, l.genGross, life), paybackMonths(l.genCost, l.genGross, life)
	}
	l.genCost, l.genRun, l.genGross = l.spent, l.runSpent, 0
	l.spent, l.runSpent = 0, 0
	l.since = m.t
}

func paybackMonths(cost, gross, life float64) float64 {
	if cost == 0 || life == 0 { // what was on sale at the start: its cost is unknown
		return nan
	}
	if gross <= 0 {
		return math.Inf(1)
	}
	return cost / (gross / life)
}

// accrue adds the month's gross profit to the running generation.
func (m *Market) accrue(f *firm) {
	age := float64(m.t - f.lab.since)
	f.lab.genGross += f.flow.gross * math.Exp(-m.w.Discount*age/12)
}
