package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/undercut-sim/undercut/backtest"
)

// Text prints the scoreboard. Of few episodes every method's difference is
// shown, of all the first ones'.
func (b *Backtest) Text(w io.Writer) error {
	fmt.Fprintf(w, "HISTORY AS THE JUDGE: %s, %s, %s\n", count(len(b.Episodes), "episode", "episodes"), count(len(b.Results.Rows), "forecast", "forecasts"), count(len(b.Results.Chances), "odds", "odds"))
	paragraph(w, capital(b.effort())+".")
	paragraph(w, Hindcast)
	if f := b.failures(); f != "" {
		paragraph(w, f)
	}
	var out bytes.Buffer
	b.sheets(&out)
	if _, err := w.Write(out.Bytes()); err != nil {
		return err
	}
	fmt.Fprintln(w, "\nSOURCES")
	for _, line := range Folded(strings.Join(b.Credits(), "; "), 110) {
		fmt.Fprintln(w, "  "+line)
	}
	return nil
}

func (b *Backtest) sheets(w io.Writer) {
	whole := len(b.Episodes) <= 2
	if b.Goals != nil {
		printSheet(w, "GOALS", b.goalSheet())
	}
	printSheet(w, "MISSES FIRST", b.missSheet())
	printSheet(w, "HARD CASES", b.caseSheet("Hard cases of the goals", b.Hard))
	printSheet(w, "FURTHER CASES", b.caseSheet("Further cases that episodes call hard", b.Further))
	if len(b.Episodes) > 1 {
		printSheet(w, "TOTALS", b.totalSheet())
	}
	printSheet(w, "COVERAGE", b.coverSheet())
	for _, m := range []string{"price", "shares", "units"} {
		printSheet(w, strings.ToUpper(m), b.lineSheet(m, whole))
	}
	printSheet(w, "HALVINGS", b.halvingSheet())
	printSheet(w, "EXITS", b.exitSheet())
	if b.AIMuch != nil {
		printSheet(w, "THE AI MARKET (undercut backtest ai)", aiSummarySheet(b.AI))
	}
}

// AIText prints the hindcast of the AI market.
func AIText(w io.Writer, t *backtest.AIResult) error {
	list, err := t.Summary("simulated", "naive")
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "THE AI MARKET as it could be known on %v, a hindcast\n", t.AsOf)
	for _, line := range AIWords(t) {
		paragraph(w, line)
	}
	fmt.Fprintln(w, "What no date in a table can take out:")
	for _, line := range backtest.AIHindsight {
		for i, part := range Folded(line, 106) {
			fmt.Fprintln(w, []string{"- ", "  "}[min(i, 1)]+part)
		}
	}
	printSheet(w, "SUMMED UP", aiSummarySheet(list))
	printSheet(w, "EVERY OBSERVATION", aiSheet(t.AITable))
	return nil
}

func paragraph(w io.Writer, text string) {
	for _, line := range Folded(text, 110) {
		fmt.Fprintln(w, line)
	}
}

// printSheet prints a table with its caption; nothing of an empty one.
func printSheet(w io.Writer, title string, s sheet) {
	if len(s.Rows) == 0 {
		if title == "MISSES FIRST" {
			fmt.Fprintf(w, "\n%s\nnone\n", title)
		}
		return
	}
	fmt.Fprintf(w, "\n%s\n", title)
	paragraph(w, s.Caption)
	var rows bytes.Buffer
	t := tabwriter.NewWriter(&rows, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "  %s\n", strings.Join(s.Head, "\t"))
	for _, r := range s.Rows {
		fmt.Fprintf(t, "  %s\t%s\n", r.Name, strings.Join(r.Cells, "\t"))
	}
	_ = t.Flush() // into memory
	for line := range strings.Lines(rows.String()) {
		fmt.Fprintln(w, strings.TrimRight(line, " \n"))
	}
}
