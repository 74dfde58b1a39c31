package claim

import (
	"github.com/undercut-sim/undercut/evidence"
)

// A Judgement is all that the sample says. Lists are in a fixed order.
type Judgement struct {
	Beliefs  []Belief  // as in the sample; the first is the main one
	Claims   []Verdict // as in the table of claims
	Switches []Switch  // main belief; those that it draws
	Drivers  []Drivers // main belief; one for each outcome that is explained
	Fit      []Fit     // main belief, world 0; as in the table of targets
	Outcomes []Outcome // main belief; sizes in each world
	Firms    []Survival
}

// A Belief is how the objectives fare under one set of beliefs.
type Belief struct {
	Name       string
	Futures    int
	Failed     int         // futures that failed in at least one world
	ESS        float64     // effective sample size of the weights in world 0
	Objectives []Objective // by counterfactual, then O1 to works, then discount
}

// An Objective is a statement about pairs of futures and its odds.
type Objective struct {
	ID       string // one of the ids below
	Title    string // in words, thresholds included
	Against  string // name of the counterfactual
	Discount string // "" is the scenario's rate; "5%", "20%"
	Odds     Odds
	Base     *Odds  // odds of the same event in the counterfactual itself; nil where the statement is a difference
	Beyond   *Odds  // odds that it happens here and not there; nil if Base is
	Size     Spread // what the threshold is set against, in Unit
	Unit     string
	Parts    []Part // what it is made of; may be empty
	Note     string // what has to be said with it; may be empty

	Illustrative bool // it rests on numbers without a source, among others
}

// The ids of objectives.
const (
	O1        = "O1"          // western model profit at least 30% down
	O1Weak    = "O1 weak"     // at least 10% down
	O2        = "O2"          // pays in hardware
	O2NoChips = "O2 no chips" // the same without chips
	O2Apps    = "O2 apps"     // the same with apps; only where there are apps
	O3        = "O3"          // leads the frontier for 3 months
	O4        = "O4"          // half of the others go under
	O4Open    = "O4 open"     // the same without completed cases (drones)
	O5        = "O5"          // a day's fall of 5%
	Works     = "works"       // O1 and O2
)

// A Part is one term, one kind of model or one group of an objective.
type Part struct {
	Name   string
	Odds   *Odds  // of the statement for this part alone; nil for a term of a sum
	Base   *Odds  // the same in the counterfactual; nil where the statement is a difference
	Size   Spread // in Unit: of a term or kind its change of present value, of a group the share that left
	Unit   string
	Note   string // "completed case", "no such firm at the cohort date"
	Beside bool   // shown beside the others: the objective does not count it

	Illustrative bool // its numbers have no source
}

// Objective returns the objective with an id against a counterfactual at a
// discount rate ("" is the scenario's own), nil if there is none.
func (b *Belief) Objective(id, against, discount string) *Objective {
	for i := range b.Objectives {
		if o := &b.Objectives[i]; o.ID == id && o.Against == against && o.Discount == discount {
			return o
		}
	}
	return nil
}

// Judge judges a sample against the article's claims and the observed targets.
// The error says what the sample lacks, or which claim has no test.
func Judge(s *Sample, claims []evidence.Claim, targets []evidence.Target) (*Judgement, error) {
	if err := s.complete(); err != nil {
		return nil, err
	}
	j := &Judgement{Switches: s.switches(), Drivers: s.drivers(), Fit: s.fit(targets), Outcomes: s.outcomes(), Firms: s.firms()}
	for b := range s.Beliefs {
		j.Beliefs = append(j.Beliefs, s.belief(b))
	}
	var err error
	j.Claims, err = s.board(claims, s.placeboNoise(s.explained()))
	return j, err
}
