package contrast

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/market"
)

// A Move is what a firm may do about its own fate: a lever on itself from a
// month on.
type Move struct {
	Name, Title string
	lever       writes
}

// writes gives the lever of a firm's move, its kind and then its keys without
// name and from, or says why the move is nothing for the firm. A title, if
// there is one, says more than that of the move.
type writes func(w *market.World, f *market.Firm, from undercut.Month) (lever, title string, err error)

// Moves lists what firms may do, in the order of help.
func Moves() []Move {
	return []Move{
		price("0.85"), price("0.7"), price("0.5"),
		{"small", "sells only small models", tier("small")},
		{"flagship", "sells only flagships", tier("flagship")},
		{"open", "opens its further releases", ofLab("licence firms: [%q], licence: open")},
		{"closed", "closes its further releases", ofLab("licence firms: [%q], licence: closed")},
		{"niche", "sells only at home", niche},
		{"research-0.5", "spends half of its plan on research", ofLab("research firms: [%q], factor: 0.5")},
		{"backer", "is given a quarter of its planned research, a maker of its fixed cost, every year", backer},
		{"ally", "allies with the largest firm of its bloc that uses what it makes, or makes what it uses", ally},
	}
}

// Overlay lays the move of a firm over its scenario. The error says why the
// move is nothing for that firm.
func (m Move) Overlay(w *market.World, f *market.Firm, from undercut.Month) (Overlay, error) {
	lever, title, err := m.lever(w, f, from)
	if err != nil {
		return Overlay{}, err
	}
	if title == "" {
		title = m.Title
	}
	kind, keys, _ := strings.Cut(lever, " ")
	text := fmt.Sprintf("levers:\n  - %s: { name: own-move, from: %s, %s }\n", kind, from, keys)
	return Overlay{Name: m.Name, Title: title, Text: text}, nil
}

func price(factor string) Move {
	return Move{"price-" + factor, "prices nearer to cost: conduct times " + factor, func(w *market.World, f *market.Firm, _ undercut.Month) (string, string, error) {
		if segmentOf(w, f).Pricing == "rule" {
			return "", "", errors.New("its segment prices by rule, not by conduct")
		}
		return fmt.Sprintf("price_war firms: [%q], factor: %s", f.Name, factor), "", nil
	}}
}

// ofLab is a move that only labs have.
func ofLab(form string, args ...any) writes {
	return func(_ *market.World, f *market.Firm, _ undercut.Month) (string, string, error) {
		if f.Lab == nil {
			return "", "", errors.New("it is no lab")
		}
		return fmt.Sprintf(form, append([]any{f.Name}, args...)...), "", nil
	}
}

func tier(which string) writes {
	set := ofLab("tier firms: [%q], tier: %s", which)
	return func(w *market.World, f *market.Firm, from undercut.Month) (string, string, error) {
		if s := segmentOf(w, f); s.Craft != nil && s.Craft.Flagship > 0.5 {
			return "", "", fmt.Errorf("%s models have no small sisters", s.Name)
		}
		return set(w, f, from)
	}
}

func niche(w *market.World, f *market.Firm, _ undercut.Month) (string, string, error) {
	if len(w.Blocs) < 2 {
		return "", "", errors.New("there is no other bloc to leave")
	}
	return fmt.Sprintf("niche firms: [%q], blocs: [%q]", f.Name, f.Bloc), "sells only in " + f.Bloc, nil
}

// backedShare is what part of a lab's plan of research, or of a maker's fixed
// cost, its backer pays: a size that a round of funding may have, no more.
const backedShare = 0.25

func backer(w *market.World, f *market.Firm, from undercut.Month) (string, string, error) {
	spent, of := fixedCost(w, f), "fixed cost"
	if f.Lab != nil {
		spent, of = plan(w, f, from)
	}
	if !(spent > 0) {
		return "", "", errors.New("it has no fixed cost that a backer could pay a part of")
	}
	amount := backedShare * spent
	return fmt.Sprintf("backing firms: [%q], amount: %.3g", f.Name, amount), fmt.Sprintf("is given %s a year, a quarter of its %s", chart.Dollars.Format(1e9*amount), of), nil
}

// plan is what a lab plans to spend on research when its backing begins, $bn a
// year, and what that is called. Its own growth ends at listed_until: what
// labs plan later follows what they can pay for, which differs by future, so
// that the last plan of its own stands for all that come after.
func plan(w *market.World, f *market.Firm, from undercut.Month) (bn float64, of string) {
	start, last := max(w.Start, f.Start), w.Technology.ListedUntil
	at := max(start, min(from, last))
	of = fmt.Sprintf("research planned for %v", at)
	if from > at {
		of += ", the last plan of its own"
	}
	return f.Lab.Research * math.Exp(f.Lab.Growth*max(0, (min(at, last)-start).Years())), of
}

// fixedCost is a maker's at its start, $bn a year; NaN where it is not known.
func fixedCost(w *market.World, f *market.Firm) float64 {
	if f.Maker == nil || f.Fixed == f.Fixed {
		return f.Fixed
	}
	return segmentOf(w, f).FixedRatio * revenue(f)
}

// revenue of a maker at its start, $bn a year; NaN where it is not known.
func revenue(f *market.Firm) float64 { return f.Maker.Price * f.Maker.Units / 1e3 }

func segmentOf(w *market.World, f *market.Firm) *market.Segment {
	return &w.Segments[slices.IndexFunc(w.Segments, func(s market.Segment) bool { return s.Name == f.Segment })]
}

// Ally is the move of allying with a firm by name.
func Ally(partner string) Move {
	return Move{"ally:" + partner, "allies with " + partner, func(w *market.World, f *market.Firm, _ undercut.Month) (string, string, error) {
		switch {
		case partner == f.Name:
			return "", "", errors.New("it cannot ally with itself")
		case !slices.ContainsFunc(w.Firms, func(g market.Firm) bool { return g.Name == partner }):
			return "", "", fmt.Errorf("no firm is called %q", partner)
		}
		return fmt.Sprintf("alliance firms: [%q, %q]", f.Name, partner), "allies with " + partner, nil
	}}
}

// ally finds the partner that a firm would look for first: a lab the largest
// maker of its bloc whose products use what it makes, a maker the lab of its
// bloc with the most research whose models it uses.
func ally(w *market.World, f *market.Firm, from undercut.Month) (string, string, error) {
	best, size := "", 0.0
	for i := range w.Firms {
		g := &w.Firms[i]
		if g.Bloc == f.Bloc && (uses(w, g, f) || uses(w, f, g)) && weight(g) > size {
			best, size = g.Name, weight(g)
		}
	}
	if best == "" {
		return "", "", fmt.Errorf("no firm of %s uses what it makes, or makes what it uses", f.Bloc)
	}
	return Ally(best).lever(w, f, from)
}

// uses tells whether products of a build in models of b.
func uses(w *market.World, a, b *market.Firm) bool {
	return a.Maker != nil && b.Lab != nil && slices.ContainsFunc(w.Links, func(l market.Link) bool {
		return l.From == b.Segment && l.To == a.Segment
	})
}

func weight(f *market.Firm) float64 {
	if f.Lab != nil {
		return f.Lab.Research
	}
	return revenue(f)
}
