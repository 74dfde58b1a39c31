package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/episode"
)

func committed(t *testing.T) *backtest.Results {
	t.Helper()
	r, err := backtest.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func backtestPages(t *testing.T, r *backtest.Results) (page, text string) {
	t.Helper()
	b, err := NewBacktest(r, nil, "undercut backtest")
	if err != nil {
		t.Fatal(err)
	}
	var html, plain bytes.Buffer
	if err := b.HTML(&html); err != nil {
		t.Fatal(err)
	}
	if err := b.Text(&plain); err != nil {
		t.Fatal(err)
	}
	return html.String(), plain.String()
}

// The page of the scoreboard keeps to what every page keeps to, whole and of one
// episode.
func TestScoreboardIsAPage(t *testing.T) {
	for _, names := range [][]string{episode.Names, {"model_t"}} {
		r := committed(t)
		if len(names) == 1 {
			r = r.Only(names)
		}
		page, _ := backtestPages(t, r)
		asksNothing(t, page)
		readable(t, page)
		if n := strings.Count(page, "<figure class=\"fan\">"); n != len(r.Paths) {
			t.Errorf("%d charts of %d paths", n, len(r.Paths))
		}
		again, _ := backtestPages(t, r)
		if page != again {
			t.Error("the same results give two pages")
		}
	}
}

// Beside every table of scores stands what they are, and data are credited by
// name and licence.
func TestScoresAreCalledHindcasts(t *testing.T) {
	page, text := backtestPages(t, committed(t))
	for name, s := range map[string]string{"the page": textOf(page), "the text": text} {
		for _, want := range []string{"no rule can", "StatCounter Global Stats", "CC BY-SA 3.0"} {
			if !strings.Contains(s, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
	}
	b, err := NewBacktest(committed(t), nil, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []sheet{
		b.goalSheet(), b.missSheet(), b.totalSheet(), b.coverSheet(), b.lineSheet("price", true), b.lineSheet("shares", false), b.lineSheet("units", false),
		b.caseSheet("Cases", b.Hard), b.halvingSheet(), b.exitSheet(), aiSummarySheet(b.AI), aiSheet(b.AIMuch.AITable),
	} {
		if !strings.Contains(s.Caption+strings.Join(s.Head, " "), "hindcast") {
			t.Errorf("a table of scores does not say that it is a hindcast: %s", s.Caption)
		}
		for _, r := range s.Rows {
			if len(r.Cells) != len(s.Head)-1 {
				t.Errorf("%s: %s has %d cells under %d headings", s.Name, r.Name, len(r.Cells), len(s.Head))
			}
		}
	}
}

// Misses stand before scores in what people read.
func TestMissesComeFirst(t *testing.T) {
	_, text := backtestPages(t, committed(t))
	if a, b := strings.Index(text, "\nMISSES FIRST"), strings.Index(text, "\nTOTALS"); a < 0 || b < a {
		t.Errorf("misses stand at %d, totals at %d", a, b)
	}
}
