package indicator

import (
	"cmp"
	"slices"

	"github.com/undercut-sim/undercut"
)

// A ware is a thing of which a price is followed.
type ware struct {
	word    string // the definition
	subject string
	country string // of the maker; empty for all
	metric  string // the price that is followed
	doc     string
}

// wares lists what is followed. Revenue or cost a unit stands where no price is
// known: the first moves with the mix, the second is what learning acts on.
var wares = []ware{
	{"solar", "solar module", "", "price", "solar modules since 1975, volumes since 2000"},
	{"solar_to_2019", "solar module/to 2019", "", "price", "the same in an older vintage with volumes since 1976"},
	{"battery_pack", "battery pack", "", "price", "lithium-ion packs for cars; volumes are cars"},
	{"battery_cell", "battery cell", "", "price", "lithium-ion cells; no volumes"},
	{"lidar", "lidar", "CN", "unit_revenue", "lidar of one maker, revenue a unit: the mix moves too"},
	{"quadruped", "quadruped", "CN", "price", "robot dogs of one maker; volumes in part assumed"},
	{"ev", "plug-in car/CN", "CN", "price", "plug-in cars in China, mean price; no volumes"},
	{"ev_cost", "BYD/car", "CN", "unit_cost", "cost of a car at one maker, whose content grew"},
	{"robot_vacuum", "robot vacuum", "", "price", "robot vacuums, retail; no volumes"},
	{"robotaxi", "robotaxi", "CN", "unit_cost", "robotaxi with its kit at one maker; no volumes"},
}

// learnt are the wares whose volumes are known, priced all wares.
var (
	learnt = []string{"solar", "solar_to_2019", "battery_pack", "lidar", "quadruped", "ev_cost"}
	priced = []string{"solar", "solar_to_2019", "battery_pack", "battery_cell", "lidar", "quadruped", "ev", "ev_cost", "robot_vacuum", "robotaxi"}
)

// wareParam is the choice among some wares.
func wareParam(words []string) Param {
	p := Param{Name: Definition, Doc: "what is followed:"}
	for _, w := range wares {
		if slices.Contains(words, w.word) {
			p.Values = append(p.Values, w.word)
			p.Doc += " " + w.word + ", " + w.doc + ";"
		}
	}
	return p
}

// wareOf is the ware of a definition, empty if there is none.
func wareOf(definition string) ware {
	i := slices.IndexFunc(wares, func(w ware) bool { return w.word == definition })
	if i < 0 {
		return ware{}
	}
	return wares[i]
}

// prices are the figures of a ware's price in one unit, one a period, in order.
// Series in dollars of different years or of different vintages are not joined:
// that with the most periods counts, of two as long the one seen last.
func (w ware) prices(v undercut.View, a Args) ledger {
	byUnit := map[string]ledger{}
	for _, f := range ledgerOf(v, w.metric).until(a.At).of(w.subject, w.country) {
		l := byUnit[f.Unit]
		if n := len(l); f.Until < a.From || f.Value <= 0 {
			continue
		} else if n > 0 && l[n-1].Until == f.Until {
			l[n-1] = f // the same period, better graded or seen later
		} else {
			l = append(l, f)
		}
		byUnit[f.Unit] = l
	}
	var best ledger
	for _, l := range byUnit { // a maximum under a strict order does not depend on the order of the map
		if len(l) > 0 && (best == nil || cmp.Or(cmp.Compare(len(l), len(best)), cmp.Compare(l.seen(), best.seen()), cmp.Compare(l[0].Unit, best[0].Unit)) > 0) {
			best = l
		}
	}
	return best
}

// seen is when the last of some figures was seen.
func (l ledger) seen() undercut.Day {
	var day undercut.Day
	for i := range l {
		day = max(day, l[i].Seen)
	}
	return day
}

// middle is the middle of a figure's period in years.
func middle(f *undercut.Figure) float64 { return (f.From.Years() + f.Until.Years()) / 2 }
