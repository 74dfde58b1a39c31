package report

import (
	"fmt"
	"strings"
)

// A boardPart is a group of the dashboard.
type boardPart struct {
	Title string
	Sheet sheet
	Terms []term
}

// A term is a figure's definition as applied, in full.
type term struct {
	Name    string
	Texts   []string
	Command commandLine
}

// board fills the tables of the dashboard and the definitions under them.
func (p *observatoryPage) board(o *Observatory, parts [][]Reading) {
	for i, part := range parts {
		b := boardPart{Title: Board[i].Title, Sheet: sheet{
			Name: "Figures: " + Board[i].Title, Caption: count(len(part), "figure", "figures") + " with 90% interval, number of rows behind it and definition.", Kind: "board", Head: []string{"Figure", "Value", "90% interval", "n", "Latest data", "Definition"},
			Kinds: []string{"v", "k", "n", "k", ""}, Stack: true,
		}}
		above := ""
		for k := range part {
			r := &part[k]
			name, sub := strings.CutPrefix(r.Label, "  ")
			full := capital(name)
			if sub {
				full = above + ", " + name
			} else {
				above, _, _ = strings.Cut(full, ", ")
			}
			b.Sheet.Rows = append(b.Sheet.Rows, sheetRow{capital(name), sub, []string{r.value(), r.interval(), r.sample(), r.dataDay(), r.definition()}})
			b.Terms = append(b.Terms, term{full, r.term(), commandLine(o.command(r.Dial.Name, r.Choice))})
		}
		p.Parts = append(p.Parts, b)
	}
}

// term is what is to be known of a figure.
func (r *Reading) term() (texts []string) {
	for _, t := range [][2]string{{"", r.meaning()}, {"Undefined: ", r.Undefined}, {"Rests on ", r.Basis}, {"Method: ", r.Source}} {
		if t[1] != "" {
			texts = append(texts, sentence(t[0]+t[1]))
		}
	}
	if len(r.Warnings) > 0 {
		texts = append(texts, sentence("Note: "+strings.Join(r.Warnings, "; ")))
	}
	return texts
}

// sentence begins with a capital and ends with a stop.
func sentence(s string) string {
	if strings.HasSuffix(s, ".") {
		return capital(s)
	}
	return capital(s) + "."
}

// Count says how many definitions a part has.
func (b boardPart) Count() string {
	return fmt.Sprintf("%s in full, with the line that prints each", count(len(b.Terms), "definition", "definitions"))
}
