package reconcile

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/indicator"
)

// A measured names what a score is of.
type measured struct{ release, variant, scale string }

// scores takes vintages of scales. Of a scale that is fitted anew a vintage is
// kept whole if any score in it is news, as scores of one vintage compare with
// each other only.
func (c *comparison) scores() {
	known := map[measured][]*undercut.Score{} // any order
	for i := range c.known.Scores {
		s := &c.known.Scores[i]
		k := measured{s.Release, s.Variant, s.Scale}
		known[k] = append(known[k], &s.Score)
	}
	type vintage struct {
		scale string
		day   undercut.Day
	}
	var order []vintage
	rows := map[vintage][]*evidence.ScoreRow{}
	for i := range c.batch.Scores {
		s := &c.batch.Scores[i]
		v := vintage{s.Scale, s.Score.Seen}
		switch {
		case s.Release == "":
			c.Unmatched++
		case c.scored(s):
			if rows[v] == nil {
				order = append(order, v)
			}
			rows[v] = append(rows[v], s)
		}
	}
	for _, v := range order {
		c.vintage(known, rows[v], refits(v.scale))
	}
}

// scored reports whether a score fits the other tables.
func (c *comparison) scored(s *evidence.ScoreRow) bool {
	place := s.Release + " on " + s.Scale
	if c.released[s.Release] == nil {
		c.bad(place, s.Release, "there is no such release: correct the rule that names it, or import the release")
		return false
	}
	if at := slices.IndexFunc(indicator.Scales, func(x indicator.Scale) bool { return x.Name == s.Scale }); at >= 0 && indicator.Scales[at].Unit == "share" && math.Abs(s.Value) > 1 {
		c.bad(place, strconv.FormatFloat(s.Value, 'g', -1, 64), "want a share of 1, not per cent; below 0 is worse than guessing")
		return false
	}
	if s.Score.Seen > c.seen {
		c.bad(place, s.Score.Seen.String(), fmt.Sprintf("want a day of seeing up to %v, that of the file", c.seen))
		return false
	}
	return c.cited(place, s.Score.Source)
}

// refits reports whether all scores of a scale move when it is fitted anew. Of
// a scale that nobody described the worst is assumed.
func refits(scale string) bool {
	at := slices.IndexFunc(indicator.Scales, func(s indicator.Scale) bool { return s.Name == scale })
	return at < 0 || indicator.Scales[at].Refit
}

// vintage compares the scores of one scale that were seen on one day.
func (c *comparison) vintage(known map[measured][]*undercut.Score, rows []*evidence.ScoreRow, whole bool) {
	var fresh []*evidence.ScoreRow
	again := map[measured]bool{}
	repeated := 0 // rows of an earlier vintage that say the same
	for _, s := range rows {
		k := measured{s.Release, s.Variant, s.Scale}
		if again[k] {
			c.bad(s.Release+" on "+s.Scale, s.Variant, "the variant comes twice: keep one row")
			continue
		}
		again[k] = true
		was := latest(known[k], s.Score.Seen)
		switch {
		case was == nil:
			c.note(Added, "scores.csv", s.Release+" · "+s.Scale, score(&s.Score), "")
		case !sameNumber(s.Value, was.Value) || !sameNumber(s.Low, was.Low) || !sameNumber(s.High, was.High):
			c.note(Changed, "scores.csv", s.Release+" · "+s.Scale, score(&s.Score), score(was)+" of "+was.Seen.String())
		default:
			c.Unchanged["scores.csv"]++
			if !whole || was.Seen == s.Score.Seen {
				continue
			}
			repeated++
		}
		fresh = append(fresh, s)
	}
	if len(fresh) == repeated {
		return
	}
	if whole {
		c.complete(fresh)
	}
	for _, s := range fresh {
		c.Rows.Scores = append(c.Rows.Scores, *s)
	}
}

// mostLost is the share of the fullest vintage of a scale that a later one may
// lack without a word: models are renamed and retired.
const mostLost = 0.2

// complete tells of a vintage that has many fewer scores than the fullest up to
// its day: a part of a table cannot be told from a whole one. Figures are
// measured with the last vintage of at least half as many (indicator.Ruler).
func (c *comparison) complete(rows []*evidence.ScoreRow) {
	scale, day := rows[0].Scale, rows[0].Score.Seen
	vintages := map[undercut.Day]map[measured]bool{}
	note := func(s *evidence.ScoreRow) {
		if vintages[s.Score.Seen] == nil {
			vintages[s.Score.Seen] = map[measured]bool{}
		}
		vintages[s.Score.Seen][measured{s.Release, s.Variant, s.Scale}] = true
	}
	for _, s := range rows {
		note(s)
	}
	fullest := day
	for _, known := range [][]evidence.ScoreRow{c.known.Scores, c.Rows.Scores} {
		for i := range known {
			if s := &known[i]; s.Scale == scale && s.Score.Seen <= day {
				note(s)
				if len(vintages[s.Score.Seen]) > len(vintages[fullest]) {
					fullest = s.Score.Seen
				}
			}
		}
	}
	n, most := len(vintages[day]), len(vintages[fullest])
	want := fmt.Sprintf("that of %v has %d: is the file whole?", fullest, most)
	switch {
	case float64(n) >= (1-mostLost)*float64(most):
		return
	case 2*n < most:
		want += " Figures pass over a vintage of less than half as many, as scores of two fits do not compare"
	}
	c.doubt(fmt.Sprintf("scale %s of %v", scale, day), fmt.Sprintf("%d scores", n), want)
}

// latest is the last score up to a day; nil if there is none.
func latest(scores []*undercut.Score, day undercut.Day) (last *undercut.Score) {
	for _, s := range scores {
		if s.Seen <= day && (last == nil || s.Seen >= last.Seen) {
			last = s
		}
	}
	return last
}

// score is a measurement as people write it.
func score(s *undercut.Score) string {
	text := strconv.FormatFloat(s.Value, 'g', 6, 64)
	if s.Low == s.Low {
		text += fmt.Sprintf(" (%.6g to %.6g)", s.Low, s.High)
	}
	return text
}
