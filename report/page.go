package report

import (
	"fmt"
	"html/template"
	"slices"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/evidence"
)

// A page is what the templates show, in the order of the page.
type page struct {
	Style    template.CSS
	Title    string
	Headline headline
	Dots     []dots
	Facts    []caveat // what was run, as name and value
	Worlds   []caveat
	Beliefs  []caveat

	Objectives sheet
	OddsCharts []template.HTML
	Rates      sheet
	Terms      sheet
	Kinds      sheet
	Groups     sheet
	Weights    string
	ByBelief   sheet
	Switches   []switchTable
	Claims     []claimCard
	Figures    []figure
	NoBands    bool
	Pools      pools
	Firms      firmStrip
	Outcomes   sheet
	Drivers    []driverFigure
	DriverNote string
	Fit        fitPart
	Numbers    []numberGroup
	NumberNote string
	Objections []caveat
	NotModel   []caveat
	Command    string
	Hashes     []caveat
	Files      []string
	Credits    []string
	Marked     string // illustrative segments, "" if none
}

// Description is what lists of pages print under the title.
func (p *page) Description() string { return p.Headline.Verdict }

// dots is one natural frequency as a picture with its sentence.
type dots struct {
	Picture  template.HTML
	Sentence string
}

func newPage(in *Input) (*page, error) {
	css, err := style("style")
	if err != nil {
		return nil, err
	}
	p := &page{
		Style: css, Title: in.Title, Headline: in.headline(), Command: in.Command,
		Objectives: in.objectiveSheet(), Rates: in.rateSheet(), Terms: in.termSheet(), Kinds: in.kindSheet(), Groups: in.groupSheet(),
		Weights: in.weightsSentence(), ByBelief: in.beliefSheet(), Switches: in.switchTables(), Claims: in.claimCards(),
		Firms: in.firmStrip(), Outcomes: in.outcomeSheet(), DriverNote: in.driverNote(),
		Objections: objections, NotModel: notModelled,
	}
	p.Numbers, p.NumberNote = in.numberGroups()
	p.facts(in)
	for _, fill := range []func(*Input) error{p.dots, p.oddsCharts, p.figures, p.pools, p.drivers, p.fit} {
		if err := fill(in); err != nil {
			return nil, err
		}
	}
	p.Credits = in.credits()
	return p, nil
}

// facts are what was run, and with what.
func (p *page) facts(in *Input) {
	ok, all := in.balanced()
	books := fmt.Sprintf("%s of %s months, in all futures", grouped(ok), grouped(all))
	if in.Run.FailedCount > 0 {
		books += fmt.Sprintf("; %s failed and cannot speak", count(in.Run.FailedCount, "future", "futures"))
	}
	p.Facts = []caveat{
		{"Futures", fmt.Sprintf("%s of each of %s in each of %s, month by month from %s to %s", grouped(in.Run.Futures), count(len(in.beliefs()), "set of beliefs", "sets of beliefs"), count(len(in.worlds()), "world", "worlds"), in.Run.Months[0], in.Run.Months[1])},
		{"Data", in.data()},
		{"Engine", "undercut " + in.Run.Engine},
		{"Seed", fmt.Sprint(in.Run.Seed)},
		{"Discount", fmt.Sprintf("%.3g%% a year", 100*in.Discount)},
		{"Books balance", books},
	}
	for i, w := range in.worlds() {
		text := in.title(w)
		if i == 0 {
			text += " (the scenario; “as it is” in the charts)"
		}
		p.Worlds = append(p.Worlds, caveat{w, text})
	}
	for _, b := range in.beliefs() {
		p.Beliefs = append(p.Beliefs, caveat{b, in.title(b)})
	}
	p.Hashes = []caveat{{"Input", in.Run.InputHash}, {"Data", in.Run.Data}}
	for _, name := range sortedNames(in.Run.Files) {
		p.Hashes = append(p.Hashes, caveat{name, in.Run.Files[name]})
	}
	p.Marked = in.unsourced()
}

// data says of when the evidence is, and whether somebody's own is in it.
func (in *Input) data() string {
	text := fmt.Sprintf("to %s, version %s", dataDate(), in.Run.Data)
	if in.Evidence != "" {
		text += "; observed series measured with " + in.Evidence
	}
	return text
}

func sortedNames(files map[string]string) []string {
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// dots shows the main odds as a hundred dots each.
func (p *page) dots(in *Input) error {
	for i, o := range works(in.main(), in.against()) {
		if o.N == 0 {
			continue
		}
		n := int(100*o.Plain.Mid + 0.5)
		svg, err := draw("dots", chart.Dots{Frame: chart.Frame{Title: claim.Per100(o.Plain.Mid) + " of 100 futures", Desc: fmt.Sprintf("%d of 100 dots are full.", n)}, N: n, Columns: 20})
		if err != nil {
			return err
		}
		p.Dots = append(p.Dots, dots{svg, fmt.Sprintf("works in %s futures against %s: %s", o.Plain, in.against()[i], in.title(in.against()[i]))})
	}
	return nil
}

// credits are the attributions of all that the page shows.
func (in *Input) credits() []string {
	var ids []string
	for _, n := range in.Numbers {
		ids = append(ids, n.Source)
	}
	for _, v := range in.Judgement.Claims {
		ids = append(ids, v.Sources)
	}
	for _, f := range in.Judgement.Fit {
		ids = append(ids, f.Target.Source)
	}
	var seen []string
	for _, p := range in.Observed {
		if slices.Contains(in.Run.SeriesNames, p.Indicator) {
			seen = append(seen, p.Source)
		}
	}
	list := evidence.Attributions(append(ids, seen...)...)
	if own := evidence.Uncredited(seen...); own != nil {
		list = append(list, capital(ownEvidence(own)))
	}
	return list
}
