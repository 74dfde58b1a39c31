package gauge

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"github.com/undercut-sim/undercut"
)

// An Outcome is one number that sums a future up.
type Outcome struct {
	Name string
	Unit string
	Doc  string

	Illustrative bool // as of an Indicator
}

// PresentFrom is when present values begin; they run to the horizon.
var PresentFrom = undercut.Date(2025, 1)

// pools are the flows whose present values are outcomes, after them the parts
// of western model profit by kind of model.
var pools = []string{
	"profit_model_west", "profit_model_cn", "profit_device_west", "profit_device_cn",
	"profit_chips_west", "profit_chips_cn", "research_west", "research_cn", "subsidy_cn", "profit_app_west", "profit_app_cn",
}

// rates are the discount rates shown beside the scenario's own.
var rates = []struct {
	suffix string
	rate   float64
}{{"", math.NaN()}, {"_at5", 0.05}, {"_at20", 0.20}}

// snapshots are indicators read at the end of 2030 and at the horizon.
var snapshots = []string{
	"lag_open", "gap_open", "lag_cn", "open_tokens", "open_money", "hhi_money", "margin_closed", "price_gpt4",
	"price_flagship", "revenue_models", "profit_model_west", "profit_device_cn", "research_west", "value_west_ai", "prestige_cn",
}

// Outcomes lists what Sum computes for this recorder, in its order.
func (r *Recorder) Outcomes() []Outcome {
	var list []Outcome
	add := func(marked bool, name, unit, doc string) { list = append(list, Outcome{name, unit, doc, marked}) }
	for _, rate := range rates {
		at := "the scenario's discount rate"
		if rate.suffix != "" {
			at = fmt.Sprintf("%.0f%% a year", 100*rate.rate)
		}
		for _, p := range r.flows {
			add(r.marked(p), "pv."+p+rate.suffix, "$bn", "present value from "+PresentFrom.String()+" to the horizon at "+at)
		}
	}
	add(r.marked("surplus_models"), "surplus_models", "log price", "mean of surplus_models from "+PresentFrom.String()+" on; only differences between worlds mean anything")
	add(r.marked("lead_cn"), "lead_cn_months", "months", "longest time in which a Chinese model led the frontier, from the cohort date on")
	add(r.marked("day_move"), "worst_day", "log change", "largest fall of western AI equity on the day of a Chinese open release, from the cohort date on")
	labs := r.marked("exits_labs_west")
	add(labs, "cohort_closed_west", "firms", "western labs of the leading kind of model with a closed flagship at the cohort date")
	add(labs, "exits_closed_west", "firms", "of these, gone by the horizon")
	add(labs, "repaid_closed_west", "firms", "of these, with gross profit since the start above research by "+repaidBy.String())
	add(labs, "payback_run", "months", "median over their generations: months to pay for the final run")
	add(labs, "payback_all", "months", "the same for all research behind the generation")
	for s, seg := range r.tally.View0.Segments {
		if others := othersIn(seg.Layer); others != "" {
			marked := r.tally.View0.Segments[s].Illustrative
			add(marked, "cohort_"+others+seg.Name, "firms", "makers from outside China at the cohort date")
			add(marked, "exits_"+others+seg.Name, "firms", "of these, gone by the horizon")
			add(marked, "exits_cn_"+seg.Name, "firms", "Chinese makers of the cohort that are gone by the horizon")
		}
	}
	for _, name := range r.shots {
		add(r.marked(name), name+"@2030", "", name+" in 2030-12")
		add(r.marked(name), name+"@end", "", name+" at the horizon")
	}
	for _, f := range r.tally.View0.Firms {
		if !f.Entrant {
			add(r.tally.View0.Segments[f.Segment].Illustrative, "exit."+f.Name, "year", "when the firm left; empty if it did not")
		}
	}
	return list
}

// othersIn is what cohorts of makers from outside China are called in a layer,
// "" where none are taken. Makers of devices are rivals of the thesis (O4),
// makers of apps are counted beside them.
func othersIn(l undercut.Layer) string {
	switch l {
	case undercut.Device:
		return "other_"
	case undercut.App:
		return "apps_"
	}
	return ""
}

// marked reports whether an indicator holds numbers without a source.
func (r *Recorder) marked(name string) bool {
	i, ok := r.at[name]
	return ok && r.Gauges[i].Illustrative
}

// known are the names among those given that this recorder measures.
func (r *Recorder) known(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return r.Series(name) == nil })
}

// describe fixes the series that outcomes are made of.
func (r *Recorder) describe(v undercut.View) {
	flows, shots := slices.Clone(pools), slices.Clone(snapshots)
	for _, seg := range v.Segments {
		flows = append(flows, "profit_model_west_"+seg.Name)
		for _, name := range []string{"share_cn_", "lag_open_", "open_money_", "price_flagship_", "revenue_"} {
			shots = append(shots, name+seg.Name)
		}
	}
	r.flows, r.shots = r.known(flows), r.known(append(shots, "revenue_apps"))
}

// Sum appends the outcomes of the future just recorded to dst.
func (r *Recorder) Sum(dst []float64, discount float64) []float64 {
	for _, rate := range rates {
		d := rate.rate
		if rate.suffix == "" {
			d = discount
		}
		for _, p := range r.flows {
			dst = append(dst, r.present(r.Series(p), d))
		}
	}
	dst = append(dst, r.mean(r.Series("surplus_models")), r.longestLead(), r.worstDay())
	var cohort, gone, repaid float64
	v := &r.tally.View0
	for i := range v.Firms {
		if v.Firms[i].Segment == r.tally.Lead && western(*v, i) && r.closed[i] {
			cohort++
			if r.exit[i] == r.exit[i] {
				gone++
			}
			if r.repaid[i] {
				repaid++
			}
		}
	}
	dst = append(dst, cohort, gone, repaid, median(r.payRun), median(r.payAll))
	cn := blocNamed(*v, "cn")
	for s := range v.Segments {
		if othersIn(v.Segments[s].Layer) != "" {
			dst = r.countExits(dst, s, cn)
		}
	}
	for _, name := range r.shots {
		s := r.Series(name)
		dst = append(dst, at(s, int(undercut.Date(2030, 12)-r.start)), at(s, r.months-1))
	}
	for i, f := range v.Firms {
		if !f.Entrant {
			dst = append(dst, r.exit[i])
		}
	}
	return dst
}

func (r *Recorder) countExits(dst []float64, s, cn int) []float64 {
	var cohort, other, chinese float64
	for i, f := range r.tally.View0.Firms {
		if f.Segment != s || !r.cohort[i] {
			continue
		}
		gone := r.exit[i] == r.exit[i]
		switch {
		case f.Bloc != cn:
			cohort++
			if gone {
				other++
			}
		case gone:
			chinese++
		}
	}
	return append(dst, cohort, other, chinese)
}

// present is the present value in PresentFrom of a yearly flow.
func (r *Recorder) present(s []float64, discount float64) float64 {
	sum := 0.0
	first := max(0, int(PresentFrom-r.start))
	for t := first; t < r.months; t++ {
		sum += s[t] / perYear * math.Exp(-discount*float64(t-first)/12)
	}
	return sum
}

// mean is the average from PresentFrom on; NaN without a series.
func (r *Recorder) mean(s []float64) float64 {
	sum, n := 0.0, 0.0
	for t := max(0, int(PresentFrom-r.start)); t < len(s); t++ {
		sum, n = sum+s[t], n+1
	}
	return ratio(sum, n)
}

func (r *Recorder) longestLead() float64 {
	s := r.Series("lead_cn")
	if s == nil {
		return math.NaN()
	}
	longest, run := 0, 0
	for t := max(0, int(r.cut-r.start)); t < r.months; t++ {
		run++
		if !(s[t] > 0) {
			run = 0
		}
		longest = max(longest, run)
	}
	return float64(longest)
}

func (r *Recorder) worstDay() float64 {
	s := r.Series("day_move")
	if s == nil {
		return math.NaN()
	}
	worst := 0.0
	for t := max(0, int(r.cut-r.start)); t < r.months; t++ {
		worst = min(worst, s[t])
	}
	return worst
}

func at(s []float64, t int) float64 {
	if t < 0 || t >= len(s) {
		return math.NaN()
	}
	return s[t]
}

func median(x []float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	sort.Float64s(x)
	return x[(len(x)-1)/2]
}
