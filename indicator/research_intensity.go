package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

// ResearchIntensity is what labs spend on research against what they earn.
var ResearchIntensity = Indicator{
	Name: "research_intensity", Title: "Research over revenue of labs", Unit: "research/revenue",
	Doc: "Research and development expense over revenue of the same period, the latest known of a lab; of a group the sum of the one over the sum of the other, both at yearly rates. " +
		"Where only the computing part of research is known it stands for all, and the value is a floor. Low and high are the least and the most of the group, or, of one lab, computing alone and all research.",
	Source: "filings and press, by lab",
	Params: []Param{labParam("OpenAI", "Z.ai", "MiniMax"), {Strict, nil, "only open weights without terms on use count as open"}},
	Log:    true,
	Of:     researchIntensity,
}

func researchIntensity(v undercut.View, a Args) Estimate {
	e := start(v, a, nil, "research over revenue of "+a.labs()+" on "+a.At.String())
	if e.Undefined != "" {
		return e
	}
	l := ledgerOf(v, "research", "research_compute", "revenue").until(a.At)
	labs := l.labs(v, a)
	var parts []part
	for _, lab := range labs {
		p, ok := intensityOf(l, lab)
		if !ok {
			continue
		}
		if p.rows[0].Metric == "research_compute" {
			e.Warnings = append(e.Warnings, lab+": only computing is known of its research, the value is a floor")
		}
		parts = append(parts, p)
	}
	pool(parts, &e)
	if len(parts) > 1 {
		e.Lo, e.Hi = math.Inf(1), math.Inf(-1)
		for _, p := range parts {
			e.Lo, e.Hi = min(e.Lo, p.mid), max(e.Hi, p.mid)
		}
		e.Warnings = append(e.Warnings, fmt.Sprintf("low and high are those of single labs, of %d", len(parts)))
	}
	return e
}

// intensityOf is a lab's latest research over the revenue of the same period,
// weighted by that revenue a year. Computing counts where nothing else is known.
func intensityOf(l ledger, lab string) (part, bool) {
	of := l.of(lab, "")
	for _, metric := range []string{"research", "research_compute"} {
		spent := of.where(func(f *undercut.Figure) bool { return f.Metric == metric && of.same(f, "revenue") != nil })
		f := spent.last()
		if f == nil {
			continue
		}
		revenue := of.same(f, "revenue")
		_, weight := flowOn(revenue)
		x := f.Value / revenue.Value
		p := part{lab: lab, mid: x, lo: x, hi: x, weight: weight, rows: ledger{*f, *revenue}}
		if compute := of.same(f, "research_compute"); metric == "research" && compute != nil {
			p.lo = compute.Value / revenue.Value
			p.rows = append(p.rows, *compute)
		}
		return p, true
	}
	return part{}, false
}
