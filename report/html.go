package report

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"

	"github.com/undercut-sim/undercut/chart"
)

//go:embed page/*.html page/*.css
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

// style is the sheets of a page's style by name, and that of the charts in it.
func style(sheets ...string) (css template.CSS, err error) {
	for _, name := range sheets {
		text, err := pages.ReadFile("page/" + name + ".css")
		if err != nil {
			return "", err
		}
		css += template.CSS(text)
	}
	return css + template.CSS(chart.Style()), nil
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
	Name    string // for those who list the regions of the page; "" is the caption
	Caption string
	Head    []string
	Rows    []sheetRow
	Words   bool     // the cells are words, set left, not numbers
	Kinds   []string // of the columns after the first: "v" the value, "n" numbers, "k" words kept on one line, "" words; nil for all alike
	Stack   bool     // the cells of a row stand below each other where the page is narrow
	Kind    string   // a class of the page's style
}

// Region is what the table's region is called.
func (s sheet) Region() string {
	if s.Name != "" {
		return s.Name
	}
	return s.Caption
}

// Class is the class of a cell of a column after the first.
func (s sheet) Class(column int) string {
	if column < 0 || column >= len(s.Kinds) {
		return ""
	}
	if s.Kinds[column] == "" {
		return "w"
	}
	return s.Kinds[column]
}

// Label is the heading that stands before a cell where the row is stacked.
func (s sheet) Label(column int) string {
	if c := s.Class(column); c == "n" || c == "k" {
		return s.Head[column+1]
	}
	return ""
}

// HeadClass is the class of a heading, that of the cells under it.
func (s sheet) HeadClass(column int) string { return s.Class(column - 1) }

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
