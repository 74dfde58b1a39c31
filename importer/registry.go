package importer

import (
	"strings"

	"github.com/undercut-sim/undercut"
)

// titles gives the releases of a batch, which have titles for names, their ids:
// that of the known release of this title and about this day, or a new one.
// States of openness, scores and prices follow them. What the rules say to be no model
// of text is left out.
func (a *applier) titles() {
	named := a.batch.Releases
	ids := map[string]string{}
	a.batch.Releases = nil
	for _, o := range named {
		id := a.titled(o)
		if id == "" {
			a.batch.Skipped++
			continue
		}
		ids[o.ID] = id
		o.ID = id
		a.know(o)
		a.batch.Releases = append(a.batch.Releases, o)
	}
	access := a.batch.Access
	a.batch.Access = nil
	for _, s := range access {
		if s.Release = ids[s.Release]; s.Release != "" {
			a.batch.Access = append(a.batch.Access, s)
		}
	}
	for i := range a.batch.Scores {
		s := &a.batch.Scores[i]
		s.Release = ids[s.Release]
	}
	for i := range a.batch.Prices {
		p := &a.batch.Prices[i]
		p.Release = ids[p.Release]
	}
}

// titled returns the id of a release; empty if it is left out.
func (a *applier) titled(o undercut.Release) string {
	for _, id := range a.names[key(o.Name)] {
		if a.releases[id].Domain == o.Domain && a.about(id, o.Day) {
			return id
		}
	}
	if o.Domain != "language" {
		return a.free(o.ID, o.Day)
	}
	id, rule, ok := a.title(o.Name, o.Day)
	switch {
	case ok && a.about(id, o.Day):
		return id
	case !ok && rule > 0:
		return ""
	}
	base, _, _ := strings.Cut(id, "@")
	for _, v := range a.versions[key(base)] {
		if ok && a.about(v.id, o.Day) {
			return v.id
		}
	}
	name := offerName(o.Name)
	if s, rest, dated := cutStamp(name); dated && s.year > 0 {
		name = rest + "@" + o.Day.Month().String()
	}
	return a.free(name, o.Day)
}

// free returns an id that no release has: with the month of the release if one
// has it, and empty if that is taken too.
func (a *applier) free(id string, day undercut.Day) string {
	if a.ids[id] {
		id += "@" + day.Month().String()
	}
	if a.ids[id] {
		return ""
	}
	return id
}

// about reports whether a release is of about a day: sources differ by weeks.
func (a *applier) about(id string, day undercut.Day) bool {
	d := a.releases[id].Day - day
	return -tolerance <= d && d <= tolerance
}

// scores gives scores without a release that which the name of the variant
// means on the day of the measurement.
func (a *applier) scores() (missing []Unmatched) {
	at := map[scoreKey]int{} // by scale and variant: 1 + the index in missing
	for i := range a.batch.Scores {
		s := &a.batch.Scores[i]
		if s.Release != "" {
			continue
		}
		id, rule, ok := a.title(s.Variant, s.Score.Seen)
		if ok {
			s.Release = id
			continue
		}
		k := scoreKey{variant: s.Variant, scale: s.Scale}
		if at[k] == 0 {
			missing = append(missing, Unmatched{Provider: s.Scale, SKU: s.Variant, Rule: rule})
			at[k] = len(missing)
		}
		missing[at[k]-1].Rows++
	}
	return missing
}
