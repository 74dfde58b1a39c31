package game

import (
	"fmt"
	"reflect"

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
	anyone := len(words(key(l, "firms"))) == 0 && len(words(key(l, "bloc"))) == 0
	switch {
	case p.Own == OwnBy:
		fill("by", s.bloc)
	case p.Own == OwnFirm && anyone:
		fill("firms", []string{s.is})
	case p.Own == OwnBloc && anyone:
		fill("bloc", s.bloc)
	}
}

// foreign says which key of a lever names what the role does not own, and why
// that will not do; both are empty if the lever is the role's.
func (p *Power) foreign(l lever.Lever, s *seated, w *market.World) (name, why string) {
	one := func(name string) string { return key(l, name).String() }
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
	case OwnBloc:
		if x := one("bloc"); x != "" && x != s.bloc {
			return "bloc", fmt.Sprintf("is %q: %s acts for %s; leave `bloc` out", x, s.role.Name, s.bloc)
		}
		firms := words(key(l, "firms"))
		if len(firms) == 0 && one("bloc") == "" {
			return "bloc", fmt.Sprintf("is missing: %s acts for %s", s.role.Name, s.bloc)
		}
		for _, f := range firms {
			if b := blocOf(w, f); b != "" && b != s.bloc {
				return "firms", fmt.Sprintf("has %q, which is in %s: %s acts for firms in %s", f, b, s.role.Name, s.bloc)
			}
		}
	}
	return "", ""
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
