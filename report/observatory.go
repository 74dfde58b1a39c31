package report

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/undercut-sim/undercut/chart"
)

// An observatoryPage is what the template shows.
type observatoryPage struct {
	Style   template.CSS
	Title   string
	AsOf    string
	Version string
	Latest  string // scores
	Lead    string
	Parts   []boardPart
	Charts  []graph
	Terms   []caveat
	Command string
	Credits []string
}

// A boardPart is a group of the dashboard as a table.
type boardPart struct {
	Title string
	Sheet sheet
}

// A graph is a chart with the table under it.
type graph struct {
	ID         string
	Title      string
	Picture    template.HTML
	Definition string
	Command    string
	Credits    []string
	Table      sheet
	Why        string // why there is no picture; empty if there is one
}

// HTML writes the observatory as one page: no script, no font, no picture from
// elsewhere.
func (o *Observatory) HTML(w io.Writer) error {
	parts, err := o.Read()
	if err != nil {
		return err
	}
	css, err := style()
	if err != nil {
		return err
	}
	p := &observatoryPage{
		Style: css, Title: "The market as it had been seen by " + o.View.Day.String(), AsOf: o.View.Day.String(), Version: o.Version,
		Command: "undercut observe report --as-of " + o.View.Day.String(), Credits: o.Credits(estimates(parts)...),
	}
	p.opening(parts)
	p.board(parts)
	if err := p.graphs(o); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, "observatory.html", p); err != nil {
		return fmt.Errorf("cannot write the page: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// board fills the tables of the dashboard and the list of definitions.
func (p *observatoryPage) board(parts [][]Reading) {
	for i, part := range parts {
		s := sheet{Caption: Board[i].Title, Head: []string{"", "Value", "90% interval", "n", "Data of", "Definition"}, Words: true}
		for _, r := range part {
			s.add(r.Label, r.value(), r.interval(), r.sample(), r.dataDay(), r.definition())
			p.Terms = append(p.Terms, caveat{r.Label, strings.TrimSpace(r.meaning() + " " + r.Indicator.Source)})
		}
		p.Parts = append(p.Parts, boardPart{Board[i].Title, s})
	}
}

// picture fills in the chart of a graph, or why there is none.
func (g *graph) draw(p picture) error {
	svg, err := draw(g.ID, p)
	g.Picture = svg
	return err
}

// frame is the frame of a graph's chart: the page prints the title.
func (g *graph) frame(desc string) chart.Frame {
	return chart.Frame{Title: g.Title, Desc: desc, Untitled: true}
}
