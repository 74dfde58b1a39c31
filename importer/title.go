package importer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
)

// efforts are words that tell settings of one model apart.
var efforts = []string{
	"adaptive", "reasoning", "non-reasoning", "thinking", "no-thinking", "no", "minimal", "low", "medium", "high", "xhigh", "max", "effort", "none", "default",
}

// plainName is a name without an effort in parentheses behind it: Claude Opus
// 4.7 (Adaptive Reasoning, Max Effort) is Claude Opus 4.7. Dates stay.
func plainName(name string) string {
	plain, rest, ok := strings.Cut(name, " (")
	rest, closed := strings.CutSuffix(rest, ")")
	if !ok || !closed {
		return name
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(rest), func(c rune) bool { return c == ' ' || c == ',' }) {
		if !slices.Contains(efforts, word) {
			return name
		}
	}
	return plain
}

var monthNote = regexp.MustCompile(`(?i)\((jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? '?(\d\d|20\d\d)\b`)

const months = "janfebmaraprmayjunjulaugsepoctnovdec"

// asides are parts of titles that are in no name of an offer: (MoE-236B), and
// Instruct before the size.
var asides = regexp.MustCompile(`(?i) \(moe-[^)]*\)| (?:instruct|chat)( [0-9.]+b\b)`)

// offerName writes a title as the names of offers are written: GPT-4o (Nov
// 2024) is gpt-4o-2024-11. A date that is in the name already stays alone.
func offerName(title string) string {
	title = asides.ReplaceAllString(plainName(title), "$1")
	if _, rest, owned := strings.Cut(title, ": "); owned { // Mistral: Ministral 3 8B
		title = rest
	}
	title = strings.ReplaceAll(title, "+", " plus")
	m := monthNote.FindStringSubmatchIndex(title)
	if m == nil {
		return nameID(title, "language")
	}
	name := nameID(title[:m[0]], "language")
	if _, _, dated := cutStamp(name); dated {
		return name
	}
	month := strings.Index(months, strings.ToLower(title[m[2]:m[3]]))/3 + 1
	year := title[m[4]:m[5]]
	return name + "-20" + year[len(year)-2:] + "-" + twoDigits(month)
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

var effortEnd = regexp.MustCompile(`-(?:adaptive|(?:non-|no-)?(?:reasoning|thinking)|minimal|low|medium|high|xhigh|max|effort|instant|\d+k)$`)

// title returns the release that a title means, by the rules of names:
// benchmarks put the date into words and the effort behind it.
func (m *Matcher) title(title string, day undercut.Day) (id string, rule int, ok bool) {
	name := offerName(title)
	for {
		if id, rule, ok = m.Match("", name, day); ok || rule > 0 {
			return id, rule, ok
		}
		next := effortEnd.ReplaceAllString(name, "")
		if next == name || next == "" {
			return "", 0, false
		}
		name = next
	}
}

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
