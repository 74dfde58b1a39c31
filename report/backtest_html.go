package report

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"

	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/chart"
)

// A backtestPage is what the template shows.
type backtestPage struct {
	Style    template.CSS
	Title    string
	Lead     string
	Hindcast string
	Effort   string
	Goals    sheet
	Misses   sheet
	Hard     []sheet
	Totals   []sheet
	Lines    []sheet
	Odds     []sheet
	AI       []sheet
	AIWords  []string
	Episodes []backtestPart
	Command  commandLine
	Credits  []string
}

// Description is what lists of pages print under the title.
func (p *backtestPage) Description() string { return p.Lead }

// A backtestPart is an episode with its fans.
type backtestPart struct {
	ID, Title, Mechanism, Lesson string
	Caveats                      []string
	Fans                         []pathFan
}

type pathFan struct {
	Title   string
	Picture template.HTML
}

// Count says how many fans a part has.
func (p backtestPart) Count() string { return count(len(p.Fans), "chart", "charts") }

// HTML writes the scoreboard as one page: no script, no font, no picture from
// elsewhere.
func (b *Backtest) HTML(w io.Writer) error {
	p, err := b.page()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, "backtest.html", p); err != nil {
		return fmt.Errorf("cannot write the page: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

func (b *Backtest) page() (*backtestPage, error) {
	css, err := style("style", "observatory")
	if err != nil {
		return nil, err
	}
	p := &backtestPage{
		Style: css, Title: "History as the judge", Lead: b.lead(), Hindcast: Hindcast, Effort: strings.TrimSpace(capital(b.effort()) + ". " + b.failures()),
		Goals: b.goalSheet(), Misses: b.missSheet(), Command: commandLine(b.Command), Credits: b.Credits(),
		Hard:   some(b.caseSheet("Hard cases of the goals", b.Hard), b.caseSheet("Further cases that episodes call hard", b.Further)),
		Totals: some(b.totalSheet(), b.coverSheet()),
		Lines:  some(b.lineSheet("price", true), b.lineSheet("shares", true), b.lineSheet("units", true)),
		Odds:   some(b.halvingSheet(), b.exitSheet()),
	}
	if b.AIMuch != nil {
		p.AI, p.AIWords = some(aiSummarySheet(b.AI), aiSheet(b.AIMuch.AITable)), append(AIWords(b.AIMuch), backtest.AIHindsight...)
	}
	for _, e := range b.Episodes {
		part := backtestPart{ID: "episode-" + e.Plan.Name, Title: e.Plan.Title, Mechanism: e.Plan.Mechanism, Lesson: e.Plan.Lesson, Caveats: e.Plan.Caveats}
		for i := range b.Results.Paths {
			path := &b.Results.Paths[i]
			if path.Episode != e.Plan.Name {
				continue
			}
			f, err := pathChart(path)
			if err != nil {
				return nil, err
			}
			part.Fans = append(part.Fans, f)
		}
		p.Episodes = append(p.Episodes, part)
	}
	return p, nil
}

// some leaves out empty sheets.
func some(all ...sheet) (list []sheet) {
	for _, s := range all {
		if len(s.Rows) > 0 {
			list = append(list, s)
		}
	}
	return list
}

// lead is the answer in a sentence.
func (b *Backtest) lead() string {
	text := fmt.Sprintf("%s of %s, made from the days that they were known up to and scored against what happened", count(len(b.Results.Rows), "forecast", "forecasts"), count(len(b.Episodes), "past industry", "past industries"))
	if b.Goals == nil {
		return text + "."
	}
	reached := 0
	for _, g := range b.Goals {
		if g.Reached {
			reached++
		}
	}
	return fmt.Sprintf("%s: %d of %d goals are reached.", text, reached, len(b.Goals))
}

// pathChart is a fan from an origin with what was observed.
func pathChart(p *backtest.Path) (pathFan, error) {
	what := p.Measure
	if p.Firm != "" {
		what = "share of " + p.Firm
	}
	f := pathFan{Title: fmt.Sprintf("%s, %s, from %s", p.World, what, p.Origin)}
	fan := chart.Fan{
		Frame: chart.Frame{Title: f.Title, Untitled: true, Desc: pathWords(p)},
		Axis:  pathAxis(p), ObservedName: "observed", BandNames: [2]string{"middle 50%", "middle 80%"}, Height: 180,
		Rules: []chart.Rule{{Month: month(p.Years[0]), Label: "origin"}},
	}
	fan.Base.Name = "simulated"
	for i, y := range p.Years {
		q := &p.Fan[i]
		fan.Months = append(fan.Months, month(y))
		fan.Base.P10, fan.Base.P25, fan.Base.P50 = append(fan.Base.P10, q[1]), append(fan.Base.P25, q[2]), append(fan.Base.P50, q[3])
		fan.Base.P75, fan.Base.P90 = append(fan.Base.P75, q[4]), append(fan.Base.P90, q[5])
	}
	for i, y := range p.Seen {
		fan.Observed = append(fan.Observed, chart.Observation{Month: month(y), Value: p.Value[i]})
	}
	var err error
	f.Picture, err = draw(f.Title, fan)
	return f, err
}

func pathAxis(p *backtest.Path) chart.Axis {
	switch p.Measure {
	case "share":
		return chart.Axis{Label: "share", Unit: chart.Percent, Zero: true}
	case "price":
		return chart.Axis{Label: p.Unit + ", log scale", Log: true}
	}
	return chart.Axis{Label: p.Measure + ", log scale", Log: true}
}

// month is that in which a point of time lies.
func month(year float64) int { return int(math.Floor(year*12 + 1e-9)) }

// pathWords say what a fan shows, for those who cannot see it.
func pathWords(p *backtest.Path) string {
	measure := p.Measure
	if p.Firm != "" {
		measure = p.Firm
	}
	last := len(p.Fan) - 1
	text := fmt.Sprintf("From %s at the origin the simulated median goes to %s after %d years; 80 of 100 futures lie between %s and %s.", level(measure, p.Fan[0][3]), level(measure, p.Fan[last][3]), last, level(measure, p.Fan[last][1]), level(measure, p.Fan[last][5]))
	if n := len(p.Seen); n > 0 {
		text += fmt.Sprintf(" Last observed: %s in %d.", level(measure, p.Value[n-1]), int(p.Seen[n-1]))
	}
	return text
}
