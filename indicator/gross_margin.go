package indicator

import "github.com/undercut-sim/undercut"

// GrossMargin is the gross margin of labs.
var GrossMargin = Indicator{
	Name: "gross_margin", Title: "Gross margin of labs", Unit: "share of revenue",
	Doc: "1 - cost of revenue/revenue, the latest known of a lab; of a group the mean by revenue on the day. Low and high are the least and the most that any definition gives within a year: " +
		"with or without free users, computing alone (compute margin), or one business of the lab, such as its API.",
	Source: "filings and press, by lab",
	Params: []Param{labParam("OpenAI", "Anthropic", "Z.ai", "MiniMax"), {Strict, nil, "only open weights without terms on use count as open"}},
	Of:     grossMargin,
}

func grossMargin(v undercut.View, a Args) Estimate {
	e := start(v, a, nil, "gross margin of "+a.labs()+" on "+a.At.String())
	if e.Undefined != "" {
		return e
	}
	margins, money := ledgerOf(v, "gross_margin", "compute_margin").until(a.At), ledgerOf(v, "run_rate", "revenue")
	labs := margins.labs(v, a)
	var parts []part
	for _, lab := range labs {
		p, ok := marginOf(margins, lab)
		if !ok {
			continue
		}
		var rows ledger
		p.weight, rows = weigh(money, lab, a, len(labs) == 1)
		p.rows = append(p.rows, rows...)
		parts = append(parts, p)
	}
	pool(parts, &e)
	return e
}

// labs says whom a definition means.
func (a Args) labs() string {
	if a.Definition == closedLabs || a.Definition == openLabs {
		return a.Definition + " labs"
	}
	return a.Definition
}

// marginOf is the latest gross margin of a whole lab, a compute margin if no
// other is known, with the least and the most of any definition or part within
// a year before its end.
func marginOf(margins ledger, lab string) (part, bool) {
	of := margins.where(func(f *undercut.Figure) bool { return firm(f.Subject) == lab })
	whole := of.of(lab, "")
	latest := whole.where(func(f *undercut.Figure) bool { return f.Metric == "gross_margin" }).last()
	if latest == nil {
		latest = whole.last()
	}
	if latest == nil {
		return part{}, false
	}
	p := part{lab: lab, mid: latest.Value, lo: latest.Value, hi: latest.Value}
	for _, f := range of {
		if f.Until > latest.Until-stale {
			lo, hi := bounds(&f)
			p.lo, p.hi = min(p.lo, lo), max(p.hi, hi)
			p.rows = append(p.rows, f)
		}
	}
	return p, true
}
