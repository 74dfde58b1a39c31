package lever

import (
	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// A Subsidy pays makers a share of their unit cost.
type Subsidy struct {
	Window   `yaml:",inline"`
	By       string   `yaml:"by" doc:"bloc whose makers are paid"`
	Segments []string `yaml:"segments" doc:"what is subsidised"`
	Rate     float64  `yaml:"rate" unit:"share of unit cost" min:"0" max:"0.95" doc:"0.05 is 5%"`

	by   int
	segs []int
}

// Bind looks up bloc and segments.
func (l *Subsidy) Bind(w *market.World) (err error) {
	if l.by, err = bloc(w, "subsidy", "by", l.By); err != nil {
		return err
	}
	l.segs, err = priced(w, "subsidy", l.Segments)
	return err
}

// Apply adds the rate.
func (l *Subsidy) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		for _, s := range l.segs {
			p.CostSub[s][l.by] += l.Rate
		}
	}
}

// A PurchaseSubsidy pays buyers of a bloc a share of the price, whoever made
// the product: it reaches foreign makers too.
type PurchaseSubsidy struct {
	Window   `yaml:",inline"`
	By       string   `yaml:"by" doc:"bloc whose buyers are paid"`
	Segments []string `yaml:"segments" doc:"what is subsidised"`
	Rate     float64  `yaml:"rate" unit:"share of price" min:"0" max:"0.95" doc:"0.08 is 8%"`

	by   int
	segs []int
}

// Bind looks up bloc and segments.
func (l *PurchaseSubsidy) Bind(w *market.World) (err error) {
	if l.by, err = bloc(w, "purchase_subsidy", "by", l.By); err != nil {
		return err
	}
	l.segs, err = priced(w, "purchase_subsidy", l.Segments)
	return err
}

// Apply adds the rate.
func (l *PurchaseSubsidy) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		for _, s := range l.segs {
			p.BuyerSub[s][l.by] += l.Rate
		}
	}
}

// A Grant is state money to a bloc's firms in a segment, shared in proportion
// to their research (labs) or revenue (makers).
type Grant struct {
	Window   `yaml:",inline"`
	By       string   `yaml:"by" doc:"bloc that pays"`
	Segments []string `yaml:"segments" doc:"whose firms are paid, each segment the full amount"`
	Amount   float64  `yaml:"amount" unit:"$bn/year" min:"0" max:"10000" doc:"money a year"`

	by   int
	segs []int
}

// Bind looks up bloc and segments.
func (l *Grant) Bind(w *market.World) (err error) {
	if l.by, err = bloc(w, "grant", "by", l.By); err != nil {
		return err
	}
	l.segs, err = segments(w, "grant", l.Segments)
	return err
}

// Apply adds the amount.
func (l *Grant) Apply(p *market.Policy, t undercut.Month) {
	if l.open(t) {
		for _, s := range l.segs {
			p.Grant[s][l.by] += l.Amount
		}
	}
}
