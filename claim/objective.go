package claim

import "slices"

// An objective is a statement with its threshold, fixed before anyone looked.
type objective struct {
	id, title string
	unit      string // of finding.size
	rates     bool   // rests on present values, so it is judged at every rate
	needs     string // outcome without which there is no such question; "" if it is always asked
	find      func(pair) finding
}

// objectives are judged for every belief against every counterfactual.
// "Works" is O1 and O2; O1 and O4 oppose each other, as exits raise the profit
// of those that are left.
var objectives = []objective{
	{O1, "western model profit at least 30% below", "share of the counterfactual's", true, "", takes(0.30)},
	{O1Weak, "western model profit at least 10% below", "share of the counterfactual's", true, "", takes(0.10)},
	{O2, "gains in hardware and models pay for it", "$bn", true, "", pays(true, false)},
	{O2NoChips, "the same without chips", "$bn", true, "", pays(false, false)},
	{O2Apps, "the same with apps", "$bn", true, "pv.profit_app_cn", pays(true, true)},
	{O3, "a Chinese model leads for 3 months", "months", false, "", leads},
	{O4, "half of a group of rivals leaves", "largest share that left", false, "", wrecks(true)},
	{O4Open, "the same without completed cases", "largest share that left", false, "", wrecks(false)},
	{O5, "western AI equity falls 5% in a day", "fall", false, "", shocks},
	{Works, "O1 and O2", "", true, "", works},
}

// asked are the objectives that the sample has the outcomes for.
func (s *Sample) asked() []objective {
	return slices.DeleteFunc(slices.Clone(objectives), func(o objective) bool { return o.needs != "" && s.column(o.needs) < 0 })
}

// rates are the discount rates: suffix of the outcome and words.
var rates = []struct{ suffix, words string }{{"", ""}, {"_at5", "5%"}, {"_at20", "20%"}}

// works is O1 and O2. It has no size of its own.
func works(p pair) finding {
	a, b := takes(0.30)(p), pays(true, false)(p)
	return finding{fates: both(a.fates, b.fates), illustrative: a.illustrative || b.illustrative}
}

// objective judges one objective.
func (s *Sample) objective(o objective, p pair, words string, w []float64) Objective {
	f := o.find(p)
	out := Objective{
		ID: o.id, Title: o.title, Against: s.Worlds[p.against], Discount: words,
		Odds: oddsOf(f.fates, w), Size: spreadOf(f.size, nil), Unit: o.unit, Note: f.note,
		Illustrative: f.illustrative,
	}
	if f.base != nil {
		base, more := oddsOf(f.base, w), oddsOf(beyond(f.fates, f.base), w)
		out.Base, out.Beyond = &base, &more
	}
	for _, part := range f.parts {
		one := Part{Name: part.name, Size: spreadOf(part.size, nil), Unit: part.unit, Note: part.note, Beside: part.beside, Illustrative: part.illustrative}
		if part.fates != nil {
			odds := oddsOf(part.fates, w)
			one.Odds = &odds
		}
		if part.base != nil {
			base := oddsOf(part.base, w)
			one.Base = &base
		}
		out.Parts = append(out.Parts, one)
	}
	return out
}

// belief judges all objectives under one belief.
func (s *Sample) belief(b int) Belief {
	w := s.Weights(b)
	out := Belief{Name: s.Beliefs[b], Futures: s.Futures, ESS: ESS(w)}
	for f := range s.Futures {
		for world := range s.Worlds {
			if s.row(b, world, f) == nil {
				out.Failed++
				break
			}
		}
	}
	for against := 1; against < len(s.Worlds); against++ {
		for _, o := range s.asked() {
			for _, rate := range rates {
				shown := o.rates && s.column("pv.profit_model_west"+rate.suffix) >= 0
				if rate.suffix == "" || shown {
					out.Objectives = append(out.Objectives, s.objective(o, pair{s, b, against, rate.suffix}, rate.words, w))
				}
			}
		}
	}
	return out
}
