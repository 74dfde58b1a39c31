package indicator

import (
	"cmp"
	"slices"
	"sort"

	"github.com/undercut-sim/undercut"
)

// A side is the releases that count as one in a comparison, each from the day
// on which it joined. Who joined stays: a model that was sold by use and whose
// weights came out later was closed first and is open from then on, and what
// the closed ones had reached with it they had reached.
type side struct {
	name string
	// joined is the first day on the side; undercut.Never without one. placed is
	// false if the evidence does not say on which side the release is.
	joined func(r *undercut.Release) (day undercut.Day, placed bool)
}

// openSide is the models whose weights can be had on any terms; with strict,
// without terms on use.
func openSide(strict bool) side {
	if strict {
		return byState("open without terms", func(s undercut.Openness) bool { return s == undercut.OpenWeights })
	}
	return byState("open", undercut.Openness.CanHost)
}

// closedSide is the models that were sold by use only.
func closedSide() side {
	return byState("closed", func(s undercut.Openness) bool { return s == undercut.APIOnly })
}

func byState(name string, in func(undercut.Openness) bool) side {
	return side{name, func(r *undercut.Release) (undercut.Day, bool) {
		return since(r, in), slices.ContainsFunc(r.Access, func(a undercut.Access) bool { return a.State != undercut.Unknown })
	}}
}

// countrySide is the released models of developers from a country.
func countrySide(name, code string) side {
	return side{name, func(r *undercut.Release) (undercut.Day, bool) {
		if r.Country != code {
			return undercut.Never, r.Country != ""
		}
		return since(r, released), true
	}}
}

// abroadSide is the released models of developers from anywhere else.
func abroadSide(name, code string) side {
	return side{name, func(r *undercut.Release) (undercut.Day, bool) {
		if r.Country == code || r.Country == "" {
			return undercut.Never, r.Country != ""
		}
		return since(r, released), true
	}}
}

// anySide is all released models.
func anySide() side {
	return side{"released", func(r *undercut.Release) (undercut.Day, bool) { return since(r, released), true }}
}

// released leaves out what its developer only wrote about. What can be got of
// some released models is not known.
func released(s undercut.Openness) bool { return s != undercut.Unreleased }

// since is the first day on which a release was in one of some states;
// undercut.Never if it was in none.
func since(r *undercut.Release, in func(undercut.Openness) bool) undercut.Day {
	for _, a := range r.Access {
		if in(a.State) {
			return a.From
		}
	}
	return undercut.Never
}

// A member is a release with a score from the day on which it joined a side.
type member struct {
	release int
	day     undercut.Day
}

// members lists the scored releases of a side in a domain that had joined by a
// day, in order of dates, and counts those of which nobody knows whether they
// belong.
func (s side) members(r *Ruler, domain string, until undercut.Day) (list []member, unplaced int) {
	for _, i := range r.scored {
		rel := &r.releases[i]
		if rel.Domain != domain || rel.Day > until {
			continue
		}
		day, placed := s.joined(rel)
		if !placed {
			unplaced++
		}
		if day <= until {
			list = append(list, member{i, day})
		}
	}
	slices.SortFunc(list, func(a, b member) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(r.releases[a.release].ID, r.releases[b.release].ID))
	})
	return list, unplaced
}

// records appends to dst the members that were better than all before them, of
// one day the best. They rise in days and in scores.
func records(members []member, score []float64, dst []member) []member {
	for _, m := range members {
		switch n := len(dst); {
		case n > 0 && !(score[m.release] > score[dst[n-1].release]):
		case n > 0 && dst[n-1].day == m.day:
			dst[n-1] = m
		default:
			dst = append(dst, m)
		}
	}
	return dst
}

// stairs are the records of two sides by one set of scores.
type stairs struct {
	score        []float64
	lead, follow []member
}

// climb makes the stairs of a race by some scores, in the memory of s.
func (c *race) climb(score []float64, s *stairs) {
	s.score = score
	s.lead = records(c.leaders, score, s.lead[:0])
	s.follow = records(c.followers, score, s.follow[:0])
}

// recordOn is the record of a day; ok is false before the first.
func recordOn(steps []member, day undercut.Day) (m member, ok bool) {
	n := sort.Search(len(steps), func(i int) bool { return steps[i].day > day })
	if n == 0 {
		return member{}, false
	}
	return steps[n-1], true
}

// reaching is the first record at or above a level; ok is false if none is.
func reaching(steps []member, score []float64, level float64) (m member, ok bool) {
	n := sort.Search(len(steps), func(i int) bool { return score[steps[i].release] >= level })
	if n == len(steps) {
		return member{}, false
	}
	return steps[n], true
}
