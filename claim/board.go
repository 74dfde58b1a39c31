package claim

import (
	"fmt"
	"slices"

	"github.com/undercut-sim/undercut/evidence"
)

// The verdicts.
const (
	Supported    = "supported"
	Open         = "open"
	Contradicted = "contradicted"
	NotTestable  = "not testable"
)

// Odds above likely support a claim about the future, odds below unlikely
// contradict it.
const (
	likely   = 2.0 / 3
	unlikely = 1.0 / 3
)

// A Test is how one claim of the article is put to futures.
type Test struct {
	ID     string // as in the table of claims
	Short  string // the claim in a few words
	Future bool   // it is about what is still to come: odds decide, not what has been observed
	Asks   string // what is asked of each future; "" where futures cannot speak
	Alone  bool   // of world 0 by itself, not of a pair
	Caused bool   // it must hold here and not in the counterfactual, where it could hold as well

	find func(pair) finding // nil where futures cannot speak
}

// Board lists the tests of the article's claims.
var Board = []Test{
	blitz,
	profitOut,
	wreck,
	shock,
	widgets,
	bankrupt,
	prestige,
	everyone,
	unlimited,
	unknowing,
	unsustained,
	shifted,
	openness,
}

// A Verdict is a row of the claims board.
type Verdict struct {
	evidence.Claim // quotation, test, what has been observed, its sources and its verdict
	Test           Test
	Against        []string // the counterfactual of each of Odds; "" where Test.Alone
	Odds           []Odds   // main belief; empty where futures cannot speak
	Under          [][]Odds // [belief] as Odds
	Verdict        string   // under the main belief
	By             []string // [belief]
	Flip           *Flip    // nil where no driver stands above the noise, or futures cannot speak

	Illustrative bool // the odds rest on numbers without a source, among others
}

// A Flip is the drawn number that moves a claim most.
type Flip struct {
	Path  string
	Rho   float64 // rank correlation with how far the claim holds, first counterfactual
	Raise bool    // a higher number would turn the verdict, or bring an open claim closer to holding
}

// board judges every claim of the table, in its order. Claims and tests must
// name each other.
func (s *Sample) board(claims []evidence.Claim, noise float64) ([]Verdict, error) {
	var list []Verdict
	for _, t := range Board {
		if !slices.ContainsFunc(claims, func(c evidence.Claim) bool { return c.ID == t.ID }) {
			return nil, fmt.Errorf("claim %s is tested but not in the table of claims: add its row", t.ID)
		}
	}
	for _, c := range claims {
		at := slices.IndexFunc(Board, func(t Test) bool { return t.ID == c.ID })
		if at < 0 {
			return nil, fmt.Errorf("claim %s has no test: add a line in Board", c.ID)
		}
		list = append(list, s.verdict(c, Board[at], noise))
	}
	return list, nil
}

// verdict puts one claim to the sample.
func (s *Sample) verdict(c evidence.Claim, t Test, noise float64) Verdict {
	v := Verdict{Claim: c, Test: t}
	for b := range s.Beliefs {
		odds, against, marked := s.ask(t, b)
		v.Under, v.Against, v.Illustrative = append(v.Under, odds), against, marked
		v.By = append(v.By, rule(c.Verdict, t, odds))
	}
	v.Odds, v.Verdict = v.Under[0], v.By[0]
	if t.Future && len(v.Odds) > 0 {
		v.Flip = s.flip(t, v.Verdict, noise)
	}
	return v
}

// ask is the odds of a claim under a belief, against every counterfactual or,
// of a statement about world 0, once; illustrative says that they rest on
// numbers without a source.
func (s *Sample) ask(t Test, belief int) (odds []Odds, against []string, illustrative bool) {
	if t.find == nil {
		return nil, nil, false
	}
	w := s.Weights(belief)
	if t.Alone {
		f := t.find(pair{s: s, belief: belief})
		return []Odds{oddsOf(f.fates, w)}, []string{""}, f.illustrative
	}
	for a := 1; a < len(s.Worlds); a++ {
		f := t.find(pair{s, belief, a, ""})
		if t.Caused && f.base != nil {
			f.fates = beyond(f.fates, f.base)
		}
		odds = append(odds, oddsOf(f.fates, w))
		against = append(against, s.Worlds[a])
		illustrative = f.illustrative
	}
	return odds, against, illustrative
}

// rule is the verdict of a claim. A claim about the past has the verdict of
// what was observed. For a claim about the future odds decide (see outlook);
// where what was observed says the opposite, it is open.
func rule(observed string, t Test, odds []Odds) string {
	if !t.Future || observed == NotTestable || len(odds) == 0 {
		return observed
	}
	ahead := outlook(odds)
	if ahead == Supported && observed == Contradicted || ahead == Contradicted && observed == Supported {
		return Open
	}
	return ahead
}

// outlook is supported if all odds are above two thirds and contradicted if
// all are below one third: against every counterfactual, unweighted, and
// weighted where that is not refused. Otherwise it is open, as it is where no
// future can speak.
func outlook(odds []Odds) string {
	high, low := true, true
	for _, o := range odds {
		chances := []Chance{o.Plain}
		if o.Weighted != nil {
			chances = append(chances, *o.Weighted)
		}
		for _, c := range chances {
			high = high && c.Mid > likely
			low = low && c.Mid < unlikely // both false for NaN
		}
	}
	switch {
	case high:
		return Supported
	case low:
		return Contradicted
	}
	return Open
}

// flip is the strongest driver of a claim above the noise.
func (s *Sample) flip(t Test, verdict string, noise float64) *Flip {
	p := pair{s: s}
	if !t.Alone {
		p.against = 1
	}
	d := s.explain(t.Short, t.find(p).size, noise)
	if len(d.Above) == 0 {
		return nil
	}
	top := d.Above[0]
	return &Flip{top.Path, top.Rho, (top.Rho > 0) == (verdict != Supported)}
}
