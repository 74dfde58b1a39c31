package importer

import (
	"strings"

	"github.com/undercut-sim/undercut"
)

// A Matcher finds the releases that offers are of.
type Matcher struct {
	rules    *Rules
	versions map[string][]version // by key of the id without its version, in order of dates
	ids      map[string]bool
}

// A version is a release of a name.
type version struct {
	id  string
	day undercut.Day
}

// Over returns a matcher to some releases. A release's id is a name, and a
// version behind an @ if several share it: gpt-4o@2024-08.
func (r *Rules) Over(releases []undercut.Release) *Matcher {
	m := &Matcher{rules: r, versions: map[string][]version{}, ids: map[string]bool{}}
	for _, o := range releases {
		m.add(o.ID, o.Day)
	}
	return m
}

func (m *Matcher) add(id string, day undercut.Day) {
	m.ids[id] = true
	base, tag, tagged := strings.Cut(id, "@")
	m.put(key(base), version{id, day})
	if tagged {
		m.put(key(base+"-"+tag), version{id, day})
	}
}

// put keeps versions in order of days, and of ids where those are equal.
func (m *Matcher) put(k string, v version) {
	list := m.versions[k]
	i := len(list)
	for i > 0 && (list[i-1].day > v.day || list[i-1].day == v.day && list[i-1].id > v.id) {
		i--
	}
	list = append(list, version{})
	copy(list[i+1:], list[i:])
	list[i] = v
	m.versions[k] = list
}

// How far the date in a name may lie from the day of the release that it means,
// in days: names carry the day on which a model was finished. Without a year a
// date means less: gpt-3.5-turbo-0301 is no release of January.
const (
	tolerance     = 45
	toleranceBare = 25
)

// Match returns the release that a provider's name for an offer meant on a day,
// and the number of the last rule that led there, 0 if none was needed. ok is
// false if no rule and no release fits: then the number is that of the rule
// that says so, or 0.
func (m *Matcher) Match(provider, sku string, day undercut.Day) (id string, rule int, ok bool) {
	name, rule := m.spell(provider, sku, day)
	if order := m.none(provider, name, day); order > 0 {
		return "", order, false
	}
	var at *stamp
	for {
		if at == nil {
			if order, id := m.is(provider, name, day); order > 0 && m.ids[id] {
				return id, order, true
			} else if order > 0 {
				return "", order, false
			}
		}
		if list := m.versions[key(name)]; len(list) > 0 {
			id, ok = pick(list, name, at)
			return id, rule, ok
		}
		if at == nil {
			if s, rest, found := cutStamp(name); found {
				at, name = &s, rest
				continue
			}
		}
		order := 0
		if name, order = m.strip(provider, name, day); order == 0 {
			return "", 0, false
		}
		rule = order
	}
}

// spell applies every rule of spelling in order.
func (m *Matcher) spell(provider, sku string, day undercut.Day) (name string, last int) {
	name = strings.ToLower(strings.TrimSpace(sku))
	for _, r := range m.rules.spell {
		if !r.holds(provider, day) {
			continue
		}
		if next := r.pattern.ReplaceAllString(name, r.release); next != name && next != "" {
			name, last = next, r.order
		}
	}
	return name, last
}

// none returns the rule that says that a name means nothing here; 0 if there is
// none, or if the name is a release's own.
func (m *Matcher) none(provider, name string, day undercut.Day) int {
	if m.versions[key(name)] != nil {
		return 0
	}
	for _, r := range m.rules.none {
		if r.holds(provider, day) && r.pattern.MatchString(name) {
			return r.order
		}
	}
	return 0
}

// strip applies the first rule that makes a name shorter.
func (m *Matcher) strip(provider, name string, day undercut.Day) (string, int) {
	for _, r := range m.rules.strip {
		if !r.holds(provider, day) {
			continue
		}
		if next := r.pattern.ReplaceAllString(name, r.release); len(next) < len(name) && next != "" {
			return next, r.order
		}
	}
	return name, 0
}

// is returns the first rule that gives the release of a name; 0 if none does.
func (m *Matcher) is(provider, name string, day undercut.Day) (order int, id string) {
	for _, r := range m.rules.is[key(name)] {
		if r.holds(provider, day) {
			return r.order, r.release
		}
	}
	return 0, ""
}

// pick chooses among releases of one name: with a date in the offer's name the
// nearest within the tolerance, and none if there is none; otherwise the one
// spelled so, or the first, whose name stayed when later ones got a date.
func pick(list []version, name string, at *stamp) (string, bool) {
	if at == nil {
		for _, v := range list {
			if v.id == name {
				return v.id, true
			}
		}
		return list[0].id, true
	}
	best, least := "", undercut.Day(tolerance+1)
	if at.year == 0 {
		least = toleranceBare + 1
	}
	for _, v := range list {
		if d := at.distance(v.day); d < least {
			best, least = v.id, d
		}
	}
	return best, best != ""
}
