package report

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/internal/golden"
)

// docs/episodes.md is written from the committed results.
func TestEpisodesPageIsThatOfTheResults(t *testing.T) {
	name := filepath.Join("..", "docs", "episodes.md")
	r, err := backtest.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewBacktest(r, nil, "undercut backtest")
	if err != nil {
		t.Fatal(err)
	}
	got := episodesPage(b)
	if golden.Updating() {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(name); err != nil || string(want) != got {
		t.Errorf("%s is not what the committed results say: run go test ./report -update and read the diff (%v)", name, err)
	}
}

func episodesPage(b *Backtest) string {
	var s strings.Builder
	fmt.Fprintf(&s, "# Episodes\n\nWritten from the committed results by `go test ./report -update`. What a backtest is, how\nepisodes are forecast and how to add your own: [backtests.md](backtests.md).\n\n%s\n\n%s\n", Hindcast, strings.TrimSpace(capital(b.effort())+". "+b.failures()))
	section(&s, "Goals", b.goalSheet())
	section(&s, "Misses first", b.missSheet())
	section(&s, "Hard cases", b.caseSheet("Hard cases of the goals", b.Hard))
	section(&s, "Further cases", b.caseSheet("Further cases that episodes call hard", b.Further))
	section(&s, "Totals", b.totalSheet())
	section(&s, "Coverage", b.coverSheet())
	section(&s, "Odds of halving", b.halvingSheet())
	section(&s, "Exits", b.exitSheet())
	s.WriteString("\n## The AI market, from the end of 2024\n")
	for _, line := range append(AIWords(b.AIMuch), backtest.AIHindsight...) {
		fmt.Fprintf(&s, "\n- %s", line)
	}
	s.WriteString("\n")
	table(&s, aiSummarySheet(b.AI))
	table(&s, aiSheet(b.AIMuch.AITable))
	for _, e := range b.Episodes {
		b.episode(&s, e)
	}
	return s.String()
}

func section(s *strings.Builder, title string, t sheet) {
	fmt.Fprintf(s, "\n## %s\n", title)
	table(s, t)
}

// table is a sheet in Markdown.
func table(s *strings.Builder, t sheet) {
	fmt.Fprintf(s, "\n%s\n\n", t.Caption)
	rows(s, t)
}

func rows(s *strings.Builder, t sheet) {
	if len(t.Rows) == 0 {
		s.WriteString("None.\n")
		return
	}
	fmt.Fprintf(s, "| %s |\n|%s\n", strings.Join(t.Head, " | "), strings.Repeat("---|", len(t.Head)))
	for _, r := range t.Rows {
		fmt.Fprintf(s, "| %s | %s |\n", r.Name, strings.Join(r.Cells, " | "))
	}
}

// episode is a section: what happened, whose data, the scores, the lesson.
func (b *Backtest) episode(s *strings.Builder, e *episode.Episode) {
	p := &e.Plan
	fmt.Fprintf(s, "\n## %s\n\n`%s`, %s, grade %s. %s\n\n**Lesson.** %s\n", p.Title, p.Name, p.Group, p.Grade, oneLine(p.Mechanism), oneLine(p.Lesson))
	s.WriteString("\n**Origins.** ")
	for i := range p.Worlds {
		w := &p.Worlds[i]
		if i > 0 {
			s.WriteString("; ")
		}
		var named []string
		for _, d := range w.Origins.Named {
			named = append(named, d.Text)
		}
		fmt.Fprintf(s, "%s: %s", w.Name, strings.Join(named, ", "))
		if w.Origins.From.Text != "" {
			fmt.Fprintf(s, " and %s to %s", w.Origins.From, w.Origins.To)
		}
	}
	s.WriteString(".\n\n**Scores** (hindcast), misses first; prices and units in logs, shares in percentage points:\n\n")
	rows(s, b.verdicts(p.Name))
	if chances := b.odds(p.Name); len(chances.Rows) > 0 {
		s.WriteString("\n**Odds** (hindcast) of exit:\n\n")
		rows(s, chances)
	}
	s.WriteString("\n**Caveats.**\n\n")
	for _, c := range p.Caveats {
		fmt.Fprintf(s, "- %s\n", oneLine(c))
	}
	s.WriteString("\n**Sources.** " + sources(e) + "\n")
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// verdicts are the lines of an episode against their yardsticks.
func (b *Backtest) verdicts(name string) sheet {
	s := sheet{Head: []string{"Quantity, years", "origins", "n", "CRPS", "against", "80%", "90%"}}
	by := func(l *backtest.Line) (most float64) {
		for _, m := range b.Misses {
			if m.Line == l {
				most = max(most, m.By)
			}
		}
		return most
	}
	var lines []*backtest.Line
	for i := range b.Lines {
		if b.Lines[i].Episode == name {
			lines = append(lines, &b.Lines[i])
		}
	}
	slices.SortStableFunc(lines, func(x, y *backtest.Line) int { return cmp.Compare(by(y), by(x)) })
	for _, l := range lines {
		var against []string
		for _, m := range map[string][]string{"price": {"farmer-lafond"}, "units": {"naive"}, "shares": {"logit walk", "damped trend"}}[l.Measure] {
			if v, ok := l.Versus(m); ok {
				against = append(against, m+" "+lessBy(l.Measure, v))
			}
		}
		s.add(fmt.Sprintf("%s %s, %d", l.World, l.Measure, l.Horizon), fmt.Sprintf("%s: %d", origins(l), l.Origins), fmt.Sprint(l.N), crps(l.Measure, l.CRPS), strings.Join(against, "; "), held(l.In80), held(l.In90))
	}
	return s
}

func (b *Backtest) odds(name string) sheet {
	s := sheet{Head: []string{"Firm", "origin", "years", "odds", "left"}}
	for _, c := range b.Results.Chances {
		if c.Episode == name && c.What == "exit" {
			left := "not known"
			if c.Known {
				left = yesNo(c.Came)
			}
			s.add(c.Firm, c.Origin, fmt.Sprint(c.Years), fmt.Sprintf("%.0f%%", 100*c.Odds), left)
		}
	}
	return s
}

// sources are those of an episode with their licences.
func sources(e *episode.Episode) string {
	var all []string
	for _, x := range evidence.Credited(e.Sources()...) {
		all = append(all, fmt.Sprintf("[%s](%s) (%s)", strings.NewReplacer("[", "(", "]", ")").Replace(cmp.Or(x.Title, x.ID)), x.URL, x.Licence))
	}
	return strings.Join(all, "; ") + "."
}
