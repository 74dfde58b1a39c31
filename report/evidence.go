package report

import (
	"fmt"
	"html/template"
	"strings"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/scenario"
)

// A fitPart is the comparison with history.
type fitPart struct {
	Sentence string
	Missed   []string // held back and missed
	Held     template.HTML
	Tuned    template.HTML
	Table    sheet
}

// fit compares with history: a chart of what can be divided by what was
// observed, a table of all.
func (p *page) fit(in *Input) error {
	list := in.Judgement.Fit
	if len(list) == 0 {
		return nil
	}
	hit, of := claim.Hits(list, true)
	hitC, ofC := claim.Hits(list, false)
	p.Fit.Sentence = fmt.Sprintf("Of %d observed values that were held back %d lie within the middle 80%% of futures, of %d to which parameters were tuned %d. A model whose ranges are right hits 80 of 100.", of, hit, ofC, hitC)
	p.Fit.Table = sheet{Caption: "Observed against simulated, all futures alike: median (10% to 90%)", Head: []string{"Target", "observed", "simulated", "verdict", "use", "source"}}
	for _, f := range list {
		unit := in.unitOf(f.Target.Indicator)
		use := "calibrates"
		if f.Target.Checks {
			use = "checks"
			if !f.Hit {
				p.Fit.Missed = append(p.Fit.Missed, f.Target.ID+star(f.Illustrative))
			}
		}
		p.Fit.Table.add(f.Target.ID+star(f.Illustrative)+tail(unit), amount(f.Target.Value, unit), spread(f.Simulated, unit), hitWords(f.Hit), use, f.Target.Source)
	}
	var err error
	if p.Fit.Held, err = hitMiss(list, true, "Held back", hit, of); err != nil {
		return err
	}
	p.Fit.Tuned, err = hitMiss(list, false, "Tuned to", hitC, ofC)
	return err
}

// hitMiss draws the targets of one use. What is not above zero, or beyond all
// scales, cannot be divided by what was observed: the table has it.
func hitMiss(list []claim.Fit, checks bool, title string, hit, of int) (template.HTML, error) {
	c := chart.HitMiss{
		Frame: chart.Frame{Title: title, Desc: fmt.Sprintf("%d of %d hit; the table below has the numbers.", hit, of)},
		Axis:  "simulated over observed, log scale", Hit: "hit", Miss: "miss", Observed: "observed", Interval: "80 of 100 futures, median",
	}
	for _, f := range list {
		o := chart.Outcome{Label: f.Target.ID + star(f.Illustrative), Observed: f.Target.Value, P10: f.Simulated.P10, P50: f.Simulated.P50, P90: f.Simulated.P90}
		if f.Target.Checks == checks && o.Drawable() {
			c.Rows = append(c.Rows, o)
		}
	}
	if len(c.Rows) == 0 {
		return "", nil
	}
	return draw("fit", c)
}

// unitOf is the unit of an indicator, "" if the run has none of that name.
func (in *Input) unitOf(name string) string {
	if i := in.indicatorNamed(name); i != nil {
		return i.Unit
	}
	return ""
}

// indicatorNamed is an indicator of the run, nil if it has none of that name.
func (in *Input) indicatorNamed(name string) *gauge.Gauge {
	for i := range in.Indicators {
		if in.Indicators[i].Name == name {
			return &in.Indicators[i]
		}
	}
	return nil
}

// A numberGroup is the assumptions of one subject.
type numberGroup struct {
	Name        string
	Sourced     int
	Assumptions int
	Rows        []numberRow
}

// A numberRow is one number of the scenario.
type numberRow struct {
	Path, Value, Range, Unit, Law, Note, Grade, Origin, Known string
	Assumption, Definition, Calibrated                        bool
	Links                                                     []link
}

// numberGroups are all numbers of the scenario by subject, in its order.
func (in *Input) numberGroups() (list []numberGroup, note string) {
	at := map[string]int{}
	sourced, assumed, drawn, tuned := 0, 0, 0, 0
	for _, n := range in.Numbers {
		name := in.subject(n.Path)
		i, ok := at[name]
		if !ok {
			i = len(list)
			at[name] = i
			list = append(list, numberGroup{Name: name})
		}
		r := in.numberRow(n)
		g := &list[i]
		g.Rows = append(g.Rows, r)
		switch {
		case r.Assumption:
			g.Assumptions++
			assumed++
		case len(r.Links) > 0:
			g.Sourced++
			sourced++
		}
		if n.Dist != "" && n.Low < n.High {
			drawn++
		}
		if n.Calibrated {
			tuned++
		}
	}
	note = fmt.Sprintf("%s numbers: %s with a source, %s assumptions, the others definitions or settings. %s are drawn anew in every future; %s were tuned to 2023–26.",
		grouped(len(in.Numbers)), grouped(sourced), grouped(assumed), grouped(drawn), grouped(tuned))
	return list, note
}

// subject is the part of a path that groups numbers: its first name, with the
// segment's, and for a firm that of its segment.
func (in *Input) subject(path string) string {
	parts := strings.SplitN(path, ".", 3)
	if len(parts) < 2 {
		return "run"
	}
	switch parts[0] {
	case "segments":
		return "segment " + parts[1]
	case "firms":
		for _, f := range in.World.Firms {
			if f.Name == parts[1] {
				return "firms of " + in.World.Segments[f.Segment].Name
			}
		}
	}
	return parts[0]
}

// Count is the number of rows in words.
func (g numberGroup) Count() string { return count(len(g.Rows), "number", "numbers") }

func (in *Input) numberRow(n scenario.Number) numberRow {
	r := numberRow{
		Path: n.Path, Value: plain(n.Value), Unit: n.Unit, Law: n.Dist, Note: n.Note, Grade: n.Grade, Origin: n.Origin, Known: n.KnownFrom,
		Assumption: n.Source == evidence.Assumption, Definition: n.Source == evidence.Definition, Calibrated: n.Calibrated, Links: links(n.Source),
	}
	if n.Low < n.High {
		r.Range = plain(n.Low) + " to " + plain(n.High)
	}
	return r
}

// plain prints a number with up to four digits that count.
func plain(x float64) string { return strings.Replace(fmt.Sprintf("%.4g", x), "-", "−", 1) }
