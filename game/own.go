package game

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// complete fills in what a move leaves out because only one thing can stand
// there: the role's bloc or firm.
func (p *Power) complete(l lever.Lever, s *seated) {
	fill := func(name string, v any) {
		if k := key(l, name); k.IsValid() && k.IsZero() {
			k.Set(reflect.ValueOf(v))
		}
	}
	firms := words(key(l, "firms"))
	anyone := len(firms) == 0 && len(words(key(l, "bloc"))) == 0
	switch {
	case p.Own == OwnBy:
		fill("by", s.bloc)
	case p.Own == OwnFirm && anyone:
		fill("firms", []string{s.is})
	case p.Own == OwnBloc && anyone:
		fill("bloc", s.bloc) // where the kind has it; backing names its firms
	case p.Own == OwnAmong && !slices.Contains(firms, s.is):
		key(l, "firms").Set(reflect.ValueOf(append([]string{s.is}, firms...)))
	}
}

// foreign says which key of a lever names what the role does not own, and why
// that will not do; both are empty if the lever is the role's.
func (t *Table) foreign(p *Power, l lever.Lever, s *seated) (name, why string) {
	one := func(name string) string { return strings.Join(words(key(l, name)), "") }
	switch p.Own {
	case OwnBy:
		if x := one("by"); x != s.bloc {
			return "by", fmt.Sprintf("is %q: %s acts for %s; leave `by` out", x, s.role.Name, s.bloc)
		}
	case NotOwnOn:
		if x := one("on"); x == s.bloc {
			return "on", fmt.Sprintf("is %q, which %s plays itself: want another bloc", x, s.role.Name)
		}
	case OwnFirm:
		if firms := words(key(l, "firms")); len(firms) != 1 || firms[0] != s.is {
			return "firms", fmt.Sprintf("is %q: %s is %s and moves nobody else; leave `firms`, `bloc` and `segment` out", firms, s.role.Name, s.is)
		}
	case OwnAmong:
		firms := words(key(l, "firms"))
		if !slices.Contains(firms, s.is) {
			return "firms", fmt.Sprintf("is %q, without %s, which %s plays", firms, s.is, s.role.Name)
		}
		for _, o := range t.seats {
			if o.role.Name != s.role.Name && (o.role.Plays == Lab || o.role.Plays == Chips) && slices.Contains(firms, o.is) {
				return "firms", fmt.Sprintf("has %q, which %s plays: nobody moves for another; name firms that no role plays", o.is, o.role.Name)
			}
		}
	case OwnBloc:
		if x := one("bloc"); x != "" && x != s.bloc {
			return "bloc", fmt.Sprintf("is %q: %s acts for %s; leave `bloc` out", x, s.role.Name, s.bloc)
		}
		firms := words(key(l, "firms"))
		if len(firms) == 0 && one("bloc") == "" {
			return "firms", fmt.Sprintf("is missing: name firms of %s", s.bloc)
		}
		for _, f := range firms {
			if b := blocOf(&t.Scenario.World, f); b != "" && b != s.bloc {
				return "firms", fmt.Sprintf("has %q, which is in %s: %s acts for firms in %s", f, b, s.role.Name, s.bloc)
			}
		}
	}
	return "", ""
}

// common is the word that all levers of this power have: the own firm among
// allies.
func (p *Power) common(s *seated) string {
	if p.Own == OwnAmong {
		return s.is
	}
	return ""
}

// blocOf is where a firm sits, "" if there is no such firm.
func blocOf(w *market.World, firm string) string {
	for i := range w.Firms {
		if w.Firms[i].Name == firm {
			return w.Firms[i].Bloc
		}
	}
	return ""
}
