package claim

import (
	"github.com/undercut-sim/undercut/evidence"
)

// A Judgement is all that the sample says. Lists are in a fixed order.
type Judgement struct {
	Beliefs  []Belief  // as in the sample; the first is the main one
	Claims   []Verdict // as in the table of claims
	Variants []Variant // main belief; those that move the answer most come first
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
	Size     Spread // what the threshold is set against, in Unit
	Unit     string
	Parts    []Part // what it is made of; may be empty
	Note     string // what has to be said with it; may be empty
}

// The ids of objectives.
const (
	O1        = "O1"          // western model profit at least 30% down
	O1Weak    = "O1 weak"     // at least 10% down
	O2        = "O2"          // pays in hardware
	O2NoChips = "O2 no chips" // the same without chips
	O3        = "O3"          // leads the frontier for 3 months
	O4        = "O4"          // half of the others go under
	O4Open    = "O4 open"     // the same without completed cases (drones)
	O5        = "O5"          // a day's fall of 5%
	Works     = "works"       // O1 and O2
)

// A Part is one term or one group of an objective.
type Part struct {
	Name string
	Odds *Odds  // of the statement for this part alone; nil for a term of a sum
	Base *Odds  // the same in the counterfactual; nil if Odds is
	Size Spread // of the term, $bn of present value; of the group, share that left
	Note string // "completed case", "no such firm at the cohort date"
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

// A Verdict is a row of the claims board.
type Verdict struct {
	evidence.Claim
	Short   string   // the claim in a few words
	Future  bool     // it is about what is still to come: odds decide
	Test    string   // what was asked of futures; empty where they cannot speak
	Odds    []Odds   // main belief, one for each counterfactual; empty where futures cannot speak
	Against []string // in step with Odds: the counterfactual, "" for a statement about world 0 alone
	Under   [][]Odds // [belief] as Odds
	Verdict string   // supported, open, contradicted, not testable
	By      []string // [belief] the verdict under it
	Flip    *Flip    // nil where no driver stands above the noise
}

// A Flip is the drawn number that moves a claim most.
type Flip struct {
	Path  string
	Rho   float64 // rank correlation with how far the claim holds
	Raise bool    // the verdict would turn if the number were higher
}

// A Variant compares the futures in which a switch is on with those in which
// it is off.
type Variant struct {
	Path    string // asymmetries.trust; AllSwitches for all on against all off
	Changes []Change
}

// AllSwitches is the path of the variant that turns every switch together.
const AllSwitches = "all switches"

// A Change is one objective with a switch on and off.
type Change struct {
	ID, Against string
	On, Off     Odds
}

// Drivers are the drawn numbers that move one outcome.
type Drivers struct {
	Outcome string   // in words
	N       int      // futures behind the correlations
	Floor   float64  // |rho| below which a correlation is noise: the larger of 1.96/√N and the placebo's largest
	Placebo float64  // the placebo's rho with this outcome; NaN if none is drawn
	Tried   int      // drawn numbers that were correlated
	Above   []Driver // by falling |rho|
	Below   int      // the others
}

// A Driver is a drawn number and its rank correlation with the outcome.
type Driver struct {
	Path   string
	Rho    float64
	Lo, Hi float64 // 90% interval
}

// A Fit is an observed value beside the simulated ones.
type Fit struct {
	Target      evidence.Target
	Simulated   Spread
	Weighted    *Spread // nil if the effective sample size is too small
	Hit         bool    // observed within P10 to P90 of Simulated
	HitWeighted bool    // the same of Weighted
}

// An Outcome is the size of something in one world.
type Outcome struct {
	Name     string // of the outcome
	Label    string // in words
	Unit     string
	World    string
	Size     Spread
	Weighted *Spread // nil if the effective sample size is too small
}

// A Survival is one firm: in how many futures it is left at the horizon.
type Survival struct {
	Firm  string
	Alive []Odds // [world]
	Exit  Spread // year of exit in the futures of world 0 in which it left
}

// Judge judges a sample against the article's claims and the observed targets.
// The error says what the sample lacks.
func Judge(s *Sample, claims []evidence.Claim, targets []evidence.Target) (*Judgement, error) {
	if err := s.missing(); err != nil {
		return nil, err
	}
	return &Judgement{}, nil
}
