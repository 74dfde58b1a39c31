package report

import (
	"bytes"
	"fmt"
	"html/template"
	"io"

	"github.com/undercut-sim/undercut/chart"
)

// An observatoryPage is what the template shows.
type observatoryPage struct {
	Style   template.CSS
	Title   string
	Version string
	Lead    string
	More    []string // what the answer turns on
	Scale   string   // of capability
	Charts  []graph
	Parts   []boardPart
	Command commandLine
	Credits []string
}

// Description is what lists of pages print under the title.
func (p *observatoryPage) Description() string { return p.Lead }

// A graph is a chart with the tables under it.
type graph struct {
	ID, Short string // as in an address, as in the list of contents
	Title     string // what is found; Short if nothing is
	Picture   template.HTML
	Words     []string // what is shown, by which definition
	Credit    string
	Commands  []commandLine
	Tables    []sheet
	Why       []string // what is not drawn, and why
}

// HTML writes the observatory as one page: no script, no font, no picture from
// elsewhere.
func (o *Observatory) HTML(w io.Writer) error {
	p, err := o.page()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, "observatory.html", p); err != nil {
		return fmt.Errorf("cannot write the page: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

func (o *Observatory) page() (*observatoryPage, error) {
	parts, err := o.Read()
	if err != nil {
		return nil, err
	}
	css, err := style("style", "observatory")
	if err != nil {
		return nil, err
	}
	p := &observatoryPage{
		Style: css, Title: "The market as it had been seen by " + o.View.Day.String(), Version: o.Version,
		Command: commandLine("undercut observe report " + o.flags() + o.reportFlags()), Credits: o.Credits(estimates(parts)...),
	}
	p.opening(o, parts)
	p.board(o, parts)
	return p, p.graphs(o)
}

// frame is the frame of a graph's chart: the page prints the title.
func (g *graph) frame(desc string) chart.Frame {
	return chart.Frame{Title: g.Title, Desc: desc, Untitled: true}
}

// draw fills in the picture.
func (g *graph) draw(p picture) error {
	svg, err := draw(g.ID, p)
	g.Picture = svg
	return err
}
