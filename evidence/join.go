package evidence

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/undercut-sim/undercut"
)

// Join returns the observations together with those of an archive, under the
// same rules as if they were one set of tables; neither is changed. What came
// later wins where two rows speak of the same: a score of the same model,
// scale and day, the openness of a model from the same day on. A release that
// is there already stays as it is. The error joins every problem found, among
// them releases of one id with other facts.
func (o *Observed) Join(a *Archive) (*Observed, error) {
	j := &joiner{Observed: o.clone(), releases: map[string]int{}}
	for i := range j.Releases {
		j.releases[j.Releases[i].ID] = i
	}
	j.cite(a.Sources)
	for _, v := range a.Vintages {
		rows := *v.Rows
		if len(rows.releaseAt) != len(rows.Releases) || len(rows.figureAt) != len(rows.Figures) {
			rows.locate(v.Name + "/") // they were not read from files
		}
		j.cite(rows.Sources)
		j.add(&rows)
	}
	j.openness()
	j.scores()
	j.figures()
	if err := errors.Join(append(j.bad, j.check()...)...); err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(o.version + " " + a.version))
	j.version = hex.EncodeToString(sum[:])[:12]
	return j.Observed, nil
}

// clone copies the tables, so that they can grow.
func (o *Observed) clone() *Observed {
	c := *o
	c.Sources, c.Releases, c.Access = slices.Clone(o.Sources), slices.Clone(o.Releases), slices.Clone(o.Access)
	c.Prices, c.Scores, c.Figures = slices.Clone(o.Prices), slices.Clone(o.Scores), slices.Clone(o.Figures)
	c.releaseAt, c.figureAt = slices.Clone(o.releaseAt), slices.Clone(o.figureAt)
	return &c
}

// A joiner adds rows to observations.
type joiner struct {
	*Observed
	releases map[string]int // index by id
	bad      []error
}

// cite adds publishers; the first row of an id stands.
func (j *joiner) cite(sources []Source) {
	for _, s := range sources {
		if !slices.ContainsFunc(j.Sources, func(known Source) bool { return known.ID == s.ID }) {
			j.Sources = append(j.Sources, s)
		}
	}
}

// add appends the rows of a vintage.
func (j *joiner) add(v *Observed) {
	again := map[string]bool{}
	for i := range v.Releases {
		r := &v.Releases[i]
		if k, ok := j.releases[r.ID]; ok {
			again[r.ID] = true
			j.conflict(&j.Releases[k], j.releaseAt[k], r, v.releaseAt[i])
			continue
		}
		j.releases[r.ID] = len(j.Releases)
		j.Releases, j.releaseAt = append(j.Releases, *r), append(j.releaseAt, v.releaseAt[i])
	}
	for _, a := range v.Access {
		if !again[a.Release] || a.State != undercut.Unknown { // that nothing is known is no news of a known release
			j.Access = append(j.Access, a)
		}
	}
	j.Prices = append(j.Prices, v.Prices...)
	j.Scores = append(j.Scores, v.Scores...)
	j.Figures, j.figureAt = append(j.Figures, v.Figures...), append(j.figureAt, v.figureAt...)
}

// conflict reports facts in which two rows of a release differ. Names and
// developers are words that people write in several ways; what is measured is
// not.
func (j *joiner) conflict(first *undercut.Release, firstAt place, second *undercut.Release, at place) {
	differ := func(column, is, was string) {
		if is != was && is != "" && was != "" {
			j.bad = append(j.bad, at.errorf(column, "of %s is %s, %v has %s: make them agree, or remove this row and count the rows of its manifest anew", second.ID, is, firstAt, was))
		}
	}
	differ("released", second.Day.String(), first.Day.String())
	differ("domain", second.Domain, first.Domain)
	differ("country", second.Country, first.Country)
	a, b := second.Params, first.Params
	differ("params_total_b", number(a.Total), number(b.Total))
	differ("params_active_b", number(a.Active), number(b.Active))
	differ("flop", number(a.FLOP), number(b.FLOP))
	differ("cost_musd_2023", number(a.Cost), number(b.Cost))
}

// openness puts states of releases in order: by the day from which they held,
// then by the day on which they were seen. Of two of one day that were seen on
// one day the later row stands.
func (j *joiner) openness() {
	slices.SortStableFunc(j.Access, func(a, b AccessRow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Access.Seen, b.Access.Seen))
	})
	type state struct {
		release    string
		from, seen undercut.Day
	}
	j.Access = lastOf(j.Access, func(a *AccessRow) state { return state{a.Release, a.From, a.Access.Seen} }, func(a *AccessRow) string { return a.at.file })
}

// scores keeps the last row of a measurement.
func (j *joiner) scores() {
	type measurement struct {
		release, variant, scale string
		seen                    undercut.Day
	}
	j.Scores = lastOf(j.Scores, func(s *ScoreRow) measurement {
		return measurement{s.Release, s.Variant, s.Scale, s.Score.Seen}
	}, func(s *ScoreRow) string { return s.at.file })
}

// figures keeps the last row of a figure by one source and of one day.
func (j *joiner) figures() {
	type figure struct {
		subject, country, metric, unit, source string
		from, until, seen                      undercut.Day
	}
	last := map[figure]int{}
	key := func(f *undercut.Figure) figure {
		return figure{f.Subject, f.Country, f.Metric, f.Unit, f.Source, f.From, f.Until, f.Seen}
	}
	for i := range j.Figures {
		last[key(&j.Figures[i])] = i
	}
	figures, at := j.Figures[:0], j.figureAt[:0]
	for i := range j.Figures {
		if k := last[key(&j.Figures[i])]; j.figureAt[k].file == j.figureAt[i].file {
			figures, at = append(figures, j.Figures[i]), append(at, j.figureAt[i])
		}
	}
	j.Figures, j.figureAt = figures, at
}

// lastOf drops rows whose key comes again in another file. Two in one file
// stay, for the rules to complain of.
func lastOf[T any, K comparable](rows []T, key func(*T) K, file func(*T) string) []T {
	last := make(map[K]string, len(rows))
	for i := range rows {
		last[key(&rows[i])] = file(&rows[i])
	}
	kept := rows[:0]
	for i := range rows {
		if last[key(&rows[i])] == file(&rows[i]) {
			kept = append(kept, rows[i])
		}
	}
	return kept
}

// Knows reports whether rows may cite an id: a source or a fact.
func (o *Observed) Knows(id string) bool {
	return slices.ContainsFunc(o.Sources, func(s Source) bool { return s.ID == id }) ||
		slices.ContainsFunc(o.facts, func(f Fact) bool { return f.ID == id })
}

// locate notes where rows would stand that do not carry their place.
func (o *Observed) locate(folder string) {
	o.releaseAt, o.figureAt = lines(folder+"releases.csv", len(o.Releases)), lines(folder+"figures.csv", len(o.Figures))
}

// lines are the places of n rows below a header.
func lines(file string, n int) []place {
	at := make([]place, n)
	for i := range at {
		at[i] = place{file, i + 2}
	}
	return at
}

// String is how messages name the place.
func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }
