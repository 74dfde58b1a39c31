package backtest

import (
	"cmp"
	"math"
	"slices"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/score"
)

// A Board is what a study scored, made from its rows alone: their order does
// not matter. Scores of prices and units are in logs, of shares in percentage
// points.
type Board struct {
	Lines   []Line
	Misses  []Miss // lines and hard cases that went wrong, the worst first
	Totals  []Total
	Covered []Covered
	Goals   []Goal // nil unless all episodes of the library are there
	Hard    []Case // the seven that the goals speak of
	Further []Case // other cases that plans call hard
	Halved  []Chance
	Exits   []ExitTotal
	Uniform []Uniform
	AI      []AISummary // over the observations of which all of these speak
	AIMuch  *AIResult
}

// A Line is one quantity of one world at one horizon. Shares of all scored
// firms are pooled; scores of one origin err together.
type Line struct {
	Episode, World, Measure string // price, shares, units
	Horizon                 int    // years
	First, Last             string // origins
	Origins, N              int
	CRPS                    float64
	Against                 []Versus // in the order of the methods
	In80, In90              score.Share
}

// A Versus compares the simulator with a method on the rows that it has.
type Versus struct {
	Method      string
	N, Clusters int
	Simulated   float64 // mean scores on these rows
	Method0     float64
	Diff, SE    float64 // of the simulator's less the method's; SE is NaN of a single cluster
	Verdict     score.Verdict
}

// NewBoard scores a study, and the AI market if it is there.
func NewBoard(r *Results) (*Board, error) {
	rows := ordered(r.Rows)
	b := &Board{Lines: lines(rows), Uniform: uniform(rows), Halved: halvings(r.Chances), AIMuch: r.AI}
	b.Totals, b.Covered = totals(rows), covered(rows)
	b.Hard, b.Further = cases(rows)
	b.Misses = misses(b)
	var err error
	if b.Exits, err = exitTotals(r.Chances); err != nil {
		return nil, err
	}
	if r.AI != nil {
		if b.AI, err = r.AI.Summary("simulated", "naive"); err != nil {
			return nil, err
		}
	}
	if !slices.ContainsFunc(episode.Names, func(n string) bool { return !slices.Contains(r.Names, n) }) {
		b.goals()
	}
	return b, nil
}

// ordered sorts rows by what they are of, so that sums have one order.
func ordered(rows []Row) []Row {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(placeOf(a.Episode), placeOf(b.Episode)), cmp.Compare(a.Episode, b.Episode), cmp.Compare(a.World, b.World),
			cmp.Compare(a.kind(), b.kind()), cmp.Compare(a.Horizon, b.Horizon), cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Firm, b.Firm))
	})
	return rows
}

// placeOf is the place of an episode in the library; others follow.
func placeOf(name string) int {
	if i := slices.Index(episode.Names, name); i >= 0 {
		return i
	}
	return len(episode.Names)
}

// kind is what a line calls the measure of a row.
func (r *Row) kind() string {
	if r.Measure == "share" {
		return "shares"
	}
	return r.Measure
}

// series is what weighs one in totals.
func (r *Row) series() string { return r.Episode + "/" + r.World }

// points turns a score into the unit in which it is printed.
func (r *Row) points(x float64) float64 {
	if r.Measure == "share" {
		return 100 * x
	}
	return x
}

// lines groups rows that stand in order.
func lines(rows []Row) []Line {
	var all []Line
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].sameLine(&rows[0]) {
			n++
		}
		all = append(all, line(rows[:n]))
		rows = rows[n:]
	}
	return all
}

func (r *Row) sameLine(o *Row) bool {
	return r.series() == o.series() && r.Measure == o.Measure && r.Horizon == o.Horizon
}

func line(rows []Row) Line {
	l := Line{Episode: rows[0].Episode, World: rows[0].World, Measure: rows[0].kind(), Horizon: rows[0].Horizon, N: len(rows)}
	origin := numbered{}
	for i := range rows {
		r := &rows[i]
		origin.of(r.Origin)
		l.CRPS += r.points(r.CRPS) / float64(len(rows))
		l.In80, l.In90 = counted(l.In80, r.In80()), counted(l.In90, r.In90())
	}
	l.First, l.Last, l.Origins = rows[0].Origin, rows[len(rows)-1].Origin, len(origin)
	for _, m := range methodsOf(rows) {
		if v, ok := against(rows, m, func(r *Row) string { return r.Origin }); ok {
			l.Against = append(l.Against, v)
		}
	}
	return l
}

// Versus finds a method; ok is false if it had no forecast here.
func (l *Line) Versus(method string) (Versus, bool) {
	for _, v := range l.Against {
		if v.Method == method {
			return v, true
		}
	}
	return Versus{}, false
}

func counted(s score.Share, hit bool) score.Share {
	s.N++
	if hit {
		s.Hits++
	}
	return s
}

// numbered gives names numbers, in the order in which they come.
type numbered map[string]int

func (n numbered) of(name string) int {
	if _, ok := n[name]; !ok {
		n[name] = len(n)
	}
	return n[name]
}

// methodsOf are the methods that any of the rows names.
func methodsOf(rows []Row) (names []string) {
	for i := range rows {
		for _, b := range rows[i].Base {
			if !slices.Contains(names, b.Name) {
				names = append(names, b.Name)
			}
		}
	}
	return names
}

// against compares with a method where it has a forecast.
func against(rows []Row, method string, unit func(*Row) string) (Versus, bool) {
	var sim, base []float64
	var cluster []int
	n := numbered{}
	for i := range rows {
		r := &rows[i]
		if b, ok := r.base(method); ok {
			sim, base, cluster = append(sim, r.points(r.CRPS)), append(base, r.points(b.CRPS)), append(cluster, n.of(unit(r)))
		}
	}
	return versus(method, sim, base, cluster), len(sim) > 0
}

// versus compares scores. Those of a single cluster have no error, so that
// nothing is said of their difference.
func versus(method string, sim, base []float64, cluster []int) Versus {
	v := Versus{Method: method, N: len(sim), SE: math.NaN()}
	if len(sim) == 0 {
		return v
	}
	v.Clusters = slices.Max(cluster) + 1
	for i := range sim {
		v.Simulated += sim[i] / float64(len(sim))
		v.Method0 += base[i] / float64(len(sim))
		v.Diff += (sim[i] - base[i]) / float64(len(sim))
	}
	if c, err := score.Compare(sim, base, cluster); err == nil {
		v.Diff, v.SE, v.Verdict = c.Difference.Value, c.Difference.SE, c.Verdict()
	}
	return v
}

// Mark is the verdict in a word: better, worse, or ~ for what luck may have
// made.
func (v Versus) Mark() string {
	if v.Verdict == score.Undecided {
		return "~"
	}
	return v.Verdict.String()
}
