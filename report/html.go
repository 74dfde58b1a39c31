package report

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"

	"github.com/undercut-sim/undercut/chart"
)

//go:embed page/*.html page/style.css
var pages embed.FS

// templates are parsed once; they are part of the program and tested with it.
var templates = template.Must(template.ParseFS(pages, "page/*.html"))

// HTML writes the report as one page: no script, no font, no picture from
// elsewhere. Links to sources are the only addresses in it.
func HTML(w io.Writer, in *Input) error {
	if err := in.check(); err != nil {
		return err
	}
	p, err := newPage(in)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, "page.html", p); err != nil {
		return fmt.Errorf("cannot write the page: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// style is the page's style sheet and that of the charts in it.
func style() (template.CSS, error) {
	css, err := pages.ReadFile("page/style.css")
	return template.CSS(css) + template.CSS(chart.Style()), err
}

// A picture is a chart.
type picture interface{ SVG() ([]byte, error) }

// draw turns a chart into markup; the error names the chart.
func draw(name string, p picture) (template.HTML, error) {
	svg, err := p.SVG()
	if err != nil {
		return "", fmt.Errorf("cannot draw %s: %w", name, err)
	}
	return template.HTML(svg), nil
}

// A sheet is a table of the page.
type sheet struct {
	Caption string
	Head    []string
	Rows    []sheetRow
	Words   bool // the cells are words, set left, not numbers
}

// A sheetRow is a row with its heading.
type sheetRow struct {
	Name  string
	Sub   bool // a part of the row above
	Cells []string
}

func (s *sheet) add(name string, cells ...string) {
	s.Rows = append(s.Rows, sheetRow{Name: name, Cells: cells})
}

func (s *sheet) sub(name string, cells ...string) {
	s.Rows = append(s.Rows, sheetRow{name, true, cells})
}
