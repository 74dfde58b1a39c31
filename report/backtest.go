package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/score"
)

// Hindcast is what stands beside every score of the past.
const Hindcast = "These are hindcasts. The shared numbers of an episode are learned from the other episodes alone, and a forecast sees no row of later than its origin; but the form of the model and the prior ranges were written by people who knew how these stories ended and saw scores of these episodes while they worked, and no rule can purge that. A figure of a year counts as known at its end, though it was published later and revised since."

// A Backtest is a scoreboard with what it was made of, for people to read.
type Backtest struct {
	*backtest.Board
	Results  *backtest.Results
	Episodes []*episode.Episode // that were asked
	Own      bool               // of a user: his sources are not those of the tables
	OwnNames []string           // attributions of his
	Command  string
}

// NewBacktest scores results. own is a user's episode, or nil for the library.
func NewBacktest(r *backtest.Results, own *episode.Episode, command string) (*Backtest, error) {
	board, err := backtest.NewBoard(r)
	if err != nil {
		return nil, err
	}
	b := &Backtest{Board: board, Results: r, Command: command}
	if own != nil {
		b.Episodes, b.Own = []*episode.Episode{own}, true
		return b, nil
	}
	for _, name := range r.Names {
		e, err := episode.Load(name)
		if err != nil {
			return nil, err
		}
		b.Episodes = append(b.Episodes, e)
	}
	return b, nil
}

// effort says with how much the scores were made.
func (b *Backtest) effort() string {
	e := b.Results.Effort
	return fmt.Sprintf("%d draws of the shared numbers, of which the nearest %d are kept; %d futures of each origin; seed %d; inputs %s", e.Draws, e.Keep, e.Futures, e.Seed, b.Results.Inputs)
}

// failures say of which origins some futures are left out; "" if of none.
func (b *Backtest) failures() string {
	if len(b.Results.Failures) == 0 {
		return ""
	}
	return fmt.Sprintf("At %s some futures could not be solved and are left out: %s.", count(len(b.Results.Failures), "origin", "origins"), strings.Join(b.Results.Failures, "; "))
}

// Credits are the attributions of the data.
func (b *Backtest) Credits() []string {
	var ids []string
	for _, e := range b.Episodes {
		ids = append(ids, e.Sources()...)
	}
	if b.Own {
		return append([]string{"The data are the user's own, from sources that he names: " + strings.Join(ids, ", ")}, b.OwnNames...)
	}
	return evidence.Attributions(ids...)
}

// says is what the plan says of a hard case.
func (b *Backtest) says(c *backtest.Case) string {
	for _, e := range b.Episodes {
		for _, h := range e.Plan.Hard {
			if e.Plan.Name == c.Episode && h.World == c.World && h.Measure == c.Measure && h.Origin.Text == c.Origin && h.At.Text == c.At {
				return h.Says
			}
		}
	}
	return ""
}

// crps prints a mean score: logs with three digits, percentage points with two.
func crps(measure string, x float64) string {
	if measure == "shares" {
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.3f", x)
}

// lessBy is that to a method with its error and verdict.
func lessBy(measure string, v backtest.Versus) string {
	digits := 3
	if measure == "shares" {
		digits = 2
	}
	se := "–"
	if !math.IsNaN(v.SE) {
		se = fmt.Sprintf("%.*f", digits, v.SE)
	}
	return minus(fmt.Sprintf("%+.*f", digits, v.Diff)) + " ± " + se + " " + v.Mark()
}

func minus(s string) string { return strings.ReplaceAll(s, "-", "−") }

// held is a coverage with its interval: 83% (79–87).
func held(s score.Share) string {
	if s.N == 0 {
		return "–"
	}
	i := backtest.Wilson(s)
	return fmt.Sprintf("%.0f%% (%.0f–%.0f)", 100*s.Value(), 100*i.Lo, 100*i.Hi)
}

// level prints a level of a case: shares in per cent.
func level(measure string, x float64) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case measure == "price" || measure == "units":
		return figure3(x)
	}
	return fmt.Sprintf("%.1f%%", 100*x)
}

func lowToHigh(measure string, lo, hi float64) string {
	if math.IsNaN(lo) {
		return "none"
	}
	return level(measure, lo) + " to " + level(measure, hi)
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// origins of a line: 1995–2012.
func origins(l *backtest.Line) string {
	if l.First == l.Last {
		return l.First
	}
	return l.First + "–" + l.Last
}

// unitOf says in what a score is.
func unitOf(measure string) string {
	if measure == "shares" {
		return "percentage points"
	}
	return "logs"
}

// missWords is a miss in one line, and by how much.
func (b *Backtest) missWords(m *backtest.Miss) (what, by string) {
	if l := m.Line; l != nil {
		v, _ := l.Versus(m.Method)
		return fmt.Sprintf("%s of %s/%s, %d %s ahead, against %s", l.Measure, l.Episode, l.World, l.Horizon, years(l.Horizon), m.Method),
			fmt.Sprintf("%.0f%% worse: %s", 100*m.By, minus(fmt.Sprintf("%s against %s %s", crps(l.Measure, v.Simulated), crps(l.Measure, v.Method0), unitOf(l.Measure))))
	}
	c := m.Case
	what = fmt.Sprintf("%s of %s/%s, %s to %s", c.Measure, c.Episode, c.World, c.Origin, c.At)
	if says := b.says(c); says != "" {
		what += ": " + says
	}
	return what,
		fmt.Sprintf("%s came, %s was said: %.2f widths outside", level(c.Measure, c.Observed), lowToHigh(c.Measure, c.Lo, c.Hi), m.By)
}

func years(n int) string {
	if n == 1 {
		return "year"
	}
	return "years"
}

// AIWords say what the table of the AI market is.
func AIWords(t *backtest.AIResult) []string {
	lines := []string{fmt.Sprintf("%d futures of the scenario of %v (%d failed), weighted by %d first prints that could be read by then: %.0f effective futures.", t.Futures, t.AsOf, t.Failed, t.Known, t.ESS)}
	if t.Thin() {
		lines = append(lines, "So few effective futures make the weighted scores a rough guide: the unweighted ones stand beside them.")
	}
	return lines
}

// methods are the methods that lines of a measure have, in their order.
func methods(lines []backtest.Line, measure string) (names []string) {
	for i := range lines {
		for _, v := range lines[i].Against {
			if lines[i].Measure == measure && !slices.Contains(names, v.Method) {
				names = append(names, v.Method)
			}
		}
	}
	return names
}
