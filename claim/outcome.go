package claim

import "strings"

// An Outcome is the size of something in one world under the main belief.
type Outcome struct {
	Name     string
	Label    string // in words
	Unit     string
	World    string
	Size     Spread
	Weighted *Spread // nil where the effective sample size is too small

	Illustrative bool // it holds numbers without a source
}

// key are the outcomes that a report leads with; those in every world are the
// ones that a giveaway is meant to change.
var key = []struct {
	name, label, unit string
	everywhere        bool
}{
	{"pv.profit_model_west", "western model profit (PV)", "$bn", true},
	{"pv.profit_model_cn", "Chinese model profit (PV)", "$bn", false},
	{"pv.profit_device_cn", "Chinese device profit (PV)", "$bn", true},
	{"pv.profit_chips_cn", "Chinese chip profit (PV)", "$bn", false},
	{"pv.profit_app_west", "western app profit (PV)", "$bn", true},
	{"pv.profit_app_cn", "Chinese app profit (PV)", "$bn", true},
	{"exits_closed_west", "western closed labs that leave", "firms", true},
	{"repaid_closed_west", "western closed labs that repay by 2030", "firms", false},
	{"payback_run", "payback of the final run", "months", false},
	{"payback_all", "payback of all research", "months", false},
	{"fit.price_gpt4@2026-06", "price of GPT-4 quality 2026-06", "$/m tokens", false},
	{"price_gpt4@2030", "price of GPT-4 quality 2030-12", "$/m tokens", false},
	{"price_flagship@2030", "price of closed flagship 2030-12", "$/m tokens", false},
	{"lag_open@2030", "lag of open models 2030-12", "months", false},
	{"open_tokens@2030", "open share of tokens 2030-12", "share", false},
	{"open_money@2030", "open share of money 2030-12", "share", false},
	{"worst_day", "worst day of western AI equity", "log change", false},
}

// outcomes are the sizes of the key outcomes that the sample has.
func (s *Sample) outcomes() []Outcome {
	var list []Outcome
	w := s.Weights(0)
	for _, k := range key {
		if s.column(k.name) < 0 {
			continue
		}
		for world := range s.Worlds {
			if world == 0 || k.everywhere {
				x := s.values(0, world, k.name)
				list = append(list, Outcome{k.name, k.label, k.unit, s.Worlds[world], spreadOf(x, nil), weightedSpread(x, w), s.marked(k.name)})
			}
		}
	}
	return list
}

// A Survival is one firm under the main belief.
type Survival struct {
	Firm  string
	Alive []Odds // [world] it is left at the horizon
	Exit  Spread // year of exit in the futures of world 0 in which it leaves

	Illustrative bool // its numbers have no source
}

// firms are the named firms, in the order of the outcomes.
func (s *Sample) firms() []Survival {
	var list []Survival
	w := s.Weights(0)
	for at, name := range s.Outcomes {
		firm, ok := strings.CutPrefix(name, "exit.")
		if !ok {
			continue
		}
		one := Survival{Firm: firm, Exit: spreadOf(s.values(0, 0, name), nil), Illustrative: s.marked(name)}
		for world := range s.Worlds {
			fates := make([]fate, s.Futures)
			for f := range fates {
				if r := s.row(0, world, f); r != nil { // no year of exit: it is left
					fates[f] = no
					if r.Outcomes[at] != r.Outcomes[at] {
						fates[f] = yes
					}
				}
			}
			one.Alive = append(one.Alive, oddsOf(fates, w))
		}
		list = append(list, one)
	}
	return list
}
