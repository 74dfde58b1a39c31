package game

import (
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/market"
)

// A Headline is an indicator that every player sees.
type Headline struct {
	Name   string // of the indicator
	Words  string
	Unit   string
	Marked bool // it holds numbers without a source

	series []float64 // of the future in progress, by month from the start
}

// headlineWords are the indicators shown, in order; a world without one of
// them does without.
var headlineWords = [][2]string{
	{"price_gpt4", "price of GPT-4's quality"},
	{"price_flagship", "price of closed flagship"},
	{"lag_open", "lag of open"},
	{"lag_cn", "lag of Chinese"},
	{"open_tokens", "open share of tokens"},
	{"revenue_models", "spent on models"},
	{"profit_model_west", "western model profit"},
	{"profit_model_cn", "Chinese model profit"},
	{"profit_device_cn", "Chinese device profit"},
	{"value_west_ai", "value of western AI"},
	{"prestige_cn", "prestige of China"},
}

// headlines lists those that the world has.
func (r *runner) headlines() (list []Headline) {
	for _, h := range headlineWords {
		if strings.HasSuffix(h[0], "_cn") && blocNamed(&r.table.Scenario.World, "cn") < 0 {
			continue
		}
		at := slices.IndexFunc(r.recorder.Gauges, func(i gauge.Gauge) bool { return i.Name == h[0] })
		if at >= 0 {
			i := r.recorder.Gauges[at]
			list = append(list, Headline{h[0], h[1], i.Unit, i.Illustrative, r.recorder.Series(h[0])})
		}
	}
	return list
}

// blocNamed is the index of a bloc, -1 if there is none of that name.
func blocNamed(w *market.World, name string) int {
	return slices.IndexFunc(w.Blocs, func(b market.Bloc) bool { return b.Name == name })
}

// Headlines lists the indicators of Turn.Market, in order.
func (t *Table) Headlines() ([]Headline, error) {
	r, err := t.runner()
	if err != nil {
		return nil, err
	}
	return r.headlines(), nil
}

// over appends each headline in the last month of the game, then its mean over
// the game; NaN where it is undefined in any month that counts.
func (r *runner) over(dst []float64) []float64 {
	t := r.table
	first := int(t.From - t.Scenario.World.Start)
	list := r.headlines()
	for _, h := range list {
		dst = append(dst, h.series[first+t.Months-1])
	}
	for _, h := range list {
		sum := 0.0
		for _, x := range h.series[first : first+t.Months] {
			sum += x
		}
		dst = append(dst, sum/float64(t.Months))
	}
	return dst
}
