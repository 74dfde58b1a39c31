package lever

import (
	"fmt"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// A Research lever multiplies what labs plan to spend on research. What can be
// paid for still bounds it, and the plan itself is what it was when it ends.
type Research struct {
	Window  `yaml:",inline"`
	Firms   []string `yaml:"firms,optional" doc:"who; absent: all labs of bloc and segment"`
	Bloc    string   `yaml:"bloc,optional" doc:"all labs of a bloc"`
	Segment string   `yaml:"segment,optional" doc:"all labs of a segment"`
	Factor  float64  `yaml:"factor" unit:"ratio" min:"0" max:"10" doc:"planned research relative to the lab's own plan; 1: no change"`

	who []int
}

// Bind looks up the labs.
func (l *Research) Bind(w *market.World) (err error) {
	if l.who, err = firms(w, "research", l.Firms, l.Bloc, l.Segment); err != nil {
		return err
	}
	l.who, err = labs(w, "research", l.Firms, l.who)
	return err
}

// Apply multiplies.
func (l *Research) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		for _, f := range l.who {
			p.Research[f] *= l.Factor
		}
	}
}

// A Tier lever makes labs sell one tier of their models only. Closed models of
// the other leave the list; open weights that are out stay with hosts, without
// the owner's own service. Releases of the other tier are held back until the
// lever ends, and nobody can copy them.
type Tier struct {
	Window `yaml:",inline"`
	Firms  []string `yaml:"firms" doc:"labs"`
	Tier   string   `yaml:"tier" enum:"flagship,small,both" doc:"what they sell; both: no change"`

	who []int
}

// Bind looks up the labs. A kind of model without small sisters leaves nothing
// small to sell.
func (l *Tier) Bind(w *market.World) (err error) {
	if l.who, err = named(w, "tier", l.Firms); err != nil {
		return err
	}
	if l.who, err = labs(w, "tier", l.Firms, l.who); err != nil {
		return err
	}
	for _, f := range l.who {
		if flagshipOnly(w, w.Firms[f].Segment) && l.Tier == "small" {
			return fmt.Errorf("tier.tier is \"small\" for %s: %s models have no small sisters (craft.flagship_only), it would sell nothing; want flagship or both", w.Firms[f].Name, w.Firms[f].Segment)
		}
	}
	return nil
}

func flagshipOnly(w *market.World, segment string) bool {
	for _, s := range w.Segments {
		if s.Name == segment {
			return s.Craft != nil && s.Craft.Flagship > 0.5
		}
	}
	return false
}

// Apply sets the line; a later lever in the file wins.
func (l *Tier) Apply(p *market.Policy, t undercut.Month) {
	if !l.open(t) || l.Tier == "both" {
		return
	}
	line := market.FlagshipOnly
	if l.Tier == "small" {
		line = market.SmallOnly
	}
	for _, f := range l.who {
		p.Line[f] = line
	}
}

// A Niche is a firm that sells in some blocs only. Open weights are hosted
// everywhere, but their owner serves them in its niche alone.
type Niche struct {
	Window `yaml:",inline"`
	Firms  []string `yaml:"firms" doc:"labs, makers or chip makers"`
	Blocs  []string `yaml:"blocs" doc:"where they sell; all blocs: no change"`

	who []int
	out []int // blocs that they leave
}

// Bind looks up firms and blocs.
func (l *Niche) Bind(w *market.World) (err error) {
	if l.who, err = named(w, "niche", l.Firms); err != nil {
		return err
	}
	if len(l.Blocs) == 0 {
		return fmt.Errorf("niche.blocs is empty: name where they sell; firms that sell nowhere are an absence")
	}
	in := make([]bool, len(w.Blocs))
	for _, name := range l.Blocs {
		b, err := bloc(w, "niche", "blocs", name)
		if err != nil {
			return err
		}
		in[b] = true
	}
	for _, f := range l.who {
		if !slices.ContainsFunc(l.Blocs, func(b string) bool { return !slices.Contains(w.Firms[f].NotIn, b) }) {
			return fmt.Errorf("niche.blocs is %q, where %s does not sell (not_in): it would sell nowhere; name a bloc in which it does", l.Blocs, w.Firms[f].Name)
		}
	}
	l.out = l.out[:0]
	for b := range in {
		if !in[b] {
			l.out = append(l.out, b)
		}
	}
	return nil
}

// Apply closes the other blocs; of two niches what both hold is left.
func (l *Niche) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		shun(p, l.who, l.out)
	}
}

func shun(p *market.Policy, who, blocs []int) {
	for _, f := range who {
		for _, b := range blocs {
			p.Shunned[f][b] = true
		}
	}
}
