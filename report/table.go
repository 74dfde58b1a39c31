package report

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"math"
	"strconv"

	"github.com/undercut-sim/undercut/claim"
)

// A Line is one number of a report with all that identifies it: a row of the
// CSV, an object of the JSON. Numbers that are undefined or refused are empty.
type Line struct {
	Section string `json:"section"` // objective, part, switch, switch on, switch off, claim, outcome, driver, fit, firm
	Belief  string `json:"belief"`
	World   string `json:"world"`   // of the number, or that it is against
	Name    string `json:"name"`    // id of the objective or claim; name of the outcome, parameter, target, firm
	Detail  string `json:"detail"`  // discount rate, part, outcome explained, verdict
	Measure string `json:"measure"` // chance, quantiles in a unit, rank correlation, difference of chances or of medians
	Mid     number `json:"mid"`     // the chance, the median or the correlation
	Low     number `json:"low"`     // of the 90% interval, or the 10% quantile
	High    number `json:"high"`    // of the 90% interval, or the 90% quantile
	N       int    `json:"n"`       // futures that speak
	Weight  number `json:"weighted"`
	ESS     number `json:"ess"`      // effective sample size behind the weighted one
	Target  number `json:"observed"` // of a fit

	Illustrative bool `json:"illustrative"` // it counts segments whose numbers have no source
}

// A number is null in JSON where it is undefined.
type number float64

// MarshalJSON writes null for what JSON has no number for.
func (x number) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(x)) || math.IsInf(float64(x), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(x))
}

func (x number) String() string {
	if math.IsNaN(float64(x)) {
		return ""
	}
	return strconv.FormatFloat(float64(x), 'g', -1, 64)
}

var none = number(math.NaN())

// odds makes a line of odds.
func (l Line) odds(o claim.Odds) Line {
	l.Measure, l.N, l.ESS, l.Weight, l.Target = "chance", o.N, number(o.ESS), none, none
	l.Mid, l.Low, l.High = number(o.Plain.Mid), number(o.Plain.Lo), number(o.Plain.Hi)
	if o.Weighted != nil {
		l.Weight = number(o.Weighted.Mid)
	}
	return l
}

// size makes a line of quantiles.
func (l Line) size(q claim.Spread, weighted *claim.Spread, unit string) Line {
	l.Measure, l.N, l.ESS, l.Weight, l.Target = "quantiles, "+unit, q.N, none, none, none
	l.Mid, l.Low, l.High = number(q.P50), number(q.P10), number(q.P90)
	if weighted != nil {
		l.Weight = number(weighted.P50)
	}
	return l
}

// lines are all numbers of the report in a fixed order.
func (in *Input) lines() []Line {
	var all []Line
	add := func(l Line) { all = append(all, l) }
	j := in.Judgement
	for _, b := range j.Beliefs {
		for _, o := range b.Objectives {
			at := Line{Belief: b.Name, World: o.Against, Name: o.ID, Detail: o.Discount, Illustrative: o.Illustrative}
			objectiveLines(at, o, add)
		}
	}
	main := in.main().Name
	for _, v := range j.Switches {
		for _, e := range v.Effects {
			at := Line{Belief: main, World: e.Against, Name: e.ID, Detail: v.Path, Illustrative: in.marked(e.ID)}
			switchLines(at, e, v.On+v.Off, add)
		}
	}
	for _, v := range j.Claims {
		for b, odds := range v.Under {
			for i, o := range odds {
				add(Line{Section: "claim", Belief: j.Beliefs[b].Name, World: v.Against[i], Name: v.ID, Detail: v.By[b], Illustrative: v.Illustrative}.odds(o))
			}
		}
		if len(v.Odds) == 0 {
			add(Line{Section: "claim", Name: v.ID, Detail: v.Verdict, Measure: "none", Mid: none, Low: none, High: none, Weight: none, ESS: none, Target: none})
		}
	}
	for _, o := range j.Outcomes {
		add(Line{Section: "outcome", Belief: main, World: o.World, Name: o.Name, Illustrative: o.Illustrative}.size(o.Size, o.Weighted, o.Unit))
	}
	for _, d := range j.Drivers {
		for _, x := range append(append([]claim.Driver(nil), d.Above...), d.Below...) {
			add(Line{
				Section: "driver", Belief: main, Name: x.Path, Detail: d.Outcome, Measure: "rank correlation", N: d.N,
				Mid: number(x.Rho), Low: number(x.Lo), High: number(x.Hi), Weight: none, ESS: none, Target: none, Illustrative: d.Illustrative,
			})
		}
	}
	for _, f := range j.Fit {
		l := Line{Section: "fit", Belief: main, World: in.worlds()[0], Name: f.Target.ID, Detail: hitWords(f.Hit), Illustrative: f.Illustrative}.size(f.Simulated, f.Weighted, "as observed")
		l.Target = number(f.Target.Value)
		add(l)
	}
	for _, f := range j.Firms {
		for w, o := range f.Alive {
			add(Line{Section: "firm", Belief: main, World: in.worlds()[w], Name: f.Firm, Detail: "left at the horizon", Illustrative: f.Illustrative}.odds(o))
		}
	}
	return all
}

// switchLines are an objective with a switch on and off, and the differences
// with their 90% intervals, ±1.645 standard errors.
func switchLines(at Line, e claim.Effect, n int, add func(Line)) {
	at.Section = "switch on"
	add(at.odds(e.On))
	at.Section = "switch off"
	add(at.odds(e.Off))
	at.Section = "switch"
	at.N, at.Weight, at.ESS, at.Target = n, none, none, none
	between := func(d claim.Difference, measure string) {
		at.Measure = measure
		at.Mid, at.Low, at.High = number(d.Mid), number(d.Mid-1.645*d.SE), number(d.Mid+1.645*d.SE)
		add(at)
	}
	between(e.Odds, "difference of chances")
	if e.Size != nil {
		between(*e.Size, "difference of medians, "+e.Unit)
	}
}

func objectiveLines(at Line, o claim.Objective, add func(Line)) {
	section := func(name string) Line { at.Section = name; return at }
	add(section("objective").odds(o.Odds))
	if o.Base != nil {
		add(section("in the counterfactual").odds(*o.Base))
		add(section("beyond the counterfactual").odds(*o.Beyond))
	}
	if o.Size.N > 0 {
		add(section("size").size(o.Size, nil, o.Unit))
	}
	for _, p := range o.Parts {
		at.Detail, at.Illustrative = p.Name, p.Illustrative
		if p.Odds != nil {
			add(section("part").odds(*p.Odds))
		}
		if p.Odds == nil || p.Base == nil {
			add(section("part").size(p.Size, nil, p.Unit))
		}
	}
}

func hitWords(hit bool) string {
	if hit {
		return "hit"
	}
	return "miss"
}

// CSV writes every number of the report as one long table.
func CSV(w io.Writer, in *Input) error {
	if err := in.check(); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	rows := [][]string{{"section", "belief", "world", "name", "detail", "measure", "mid", "low", "high", "n", "weighted", "ess", "observed", "illustrative"}}
	for _, l := range in.lines() {
		rows = append(rows, []string{
			l.Section, l.Belief, l.World, l.Name, l.Detail, l.Measure, l.Mid.String(), l.Low.String(), l.High.String(),
			strconv.Itoa(l.N), l.Weight.String(), l.ESS.String(), l.Target.String(), strconv.FormatBool(l.Illustrative),
		})
	}
	return out.WriteAll(rows)
}

// JSON writes the headline, what was run and every number of the report.
func JSON(w io.Writer, in *Input) error {
	if err := in.check(); err != nil {
		return err
	}
	ok, all := in.balanced()
	h := in.headline()
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(struct {
		Headline  string   `json:"headline"`
		Terms     string   `json:"terms"`
		Scenario  string   `json:"scenario"`
		Engine    string   `json:"engine"`
		Data      string   `json:"data"`
		DataDate  string   `json:"data_date"`
		Hash      string   `json:"input_hash"`
		Seed      uint64   `json:"seed"`
		Futures   int      `json:"futures"`
		Beliefs   []string `json:"beliefs"`
		Worlds    []string `json:"worlds"`
		Failed    int      `json:"failed"`
		Balanced  int      `json:"months_balanced"`
		Months    int      `json:"months"`
		Command   string   `json:"command"`
		Dir       string   `json:"dir"`
		Unsourced string   `json:"illustrative"` // segments whose numbers have no source
		Lines     []Line   `json:"lines"`
	}{
		h.Verdict + " " + h.Range + " " + h.Parts, h.Terms, in.Run.Scenario, in.Run.Engine, in.Run.Data, dataDate(), in.Run.InputHash, in.Run.Seed, in.Run.Futures,
		in.beliefs(), in.worlds(), in.Run.FailedCount, ok, all, in.Command, in.Dir, in.unsourced(), in.lines(),
	})
}
