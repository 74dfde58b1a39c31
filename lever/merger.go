package lever

import (
	"fmt"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// A Merger joins two labs or two makers of a segment under one owner, for
// good.
type Merger struct {
	From  undercut.Month `yaml:"from" doc:"first month under one owner; for good"`
	Firms []string       `yaml:"firms" doc:"who buys and who is bought, two firms of one segment"`

	buyer, target int
}

// Dates returns the first month; a merger is for good.
func (l *Merger) Dates() (from, to undercut.Month) { return l.From, 0 }

// Bind looks up the two firms.
func (l *Merger) Bind(w *market.World) error {
	if len(l.Firms) != 2 || l.Firms[0] == l.Firms[1] {
		return fmt.Errorf("merger.firms is %q: want two different firms, the buyer first", strings.Join(l.Firms, ", "))
	}
	for k, at := range []*int{&l.buyer, &l.target} {
		found, err := firms(w, "merger", l.Firms[k:k+1], "", "")
		if err != nil {
			return err
		}
		*at = found[0]
	}
	a, b := &w.Firms[l.buyer], &w.Firms[l.target]
	switch {
	case a.Segment != b.Segment:
		return fmt.Errorf("merger.firms has %s, which makes %s, and %s, which makes %s: only firms of one segment are priced together; name one group for others", a.Name, a.Segment, b.Name, b.Segment)
	case a.Chips != nil:
		return fmt.Errorf("merger.firms has %s, which makes chips: these have no prices to set together; want labs or makers", a.Name)
	}
	return nil
}

// Apply makes the buyer's owner the owner of all that the target has. In
// whatever order they stand, mergers join; of two buyers of one firm, in two
// files, the later has it.
func (l *Merger) Apply(p *market.Policy, t undercut.Month) {
	if t < l.From {
		return
	}
	owner := p.Owner[l.buyer]
	for f, o := range p.Owner {
		if o == l.target || f == l.target {
			p.Owner[f] = owner
		}
	}
}
