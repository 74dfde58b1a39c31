package indicator

import (
	"fmt"
	"math"
	"strings"

	"github.com/undercut-sim/undercut"
)

// china is the country of which shares are measured.
const china = "CN"

// A trade is a market of which China's share is followed.
type trade struct{ word, subject, metric, doc string }

var trades = []trade{
	{"car_exports", "car", "exports", "of the exports of passenger cars of the countries that are named"},
	{"car_europe", "car/Europe", "maker_share", "of new cars registered in Europe, by brand"},
	{"ev_made", "plug-in car", "production_share", "of plug-in cars made in the world"},
	{"solar_made", "solar module", "production_share", "of solar cells made in the world"},
	{"battery", "battery", "maker_share", "of batteries sold in the world"},
	{"lidar", "lidar", "maker_share", "of lidar for cars in the world"},
	{"humanoid", "humanoid", "maker_share", "of humanoid robots in the world"},
	{"quadruped", "quadruped", "maker_share", "of robot dogs in the world, one maker alone"},
	{"drone", "drone", "maker_share", "of drones in the world, one maker alone"},
	{"robot_vacuum", "robot vacuum", "maker_share", "of robot vacuums in the world, five makers"},
	{"accelerator_cn", "accelerator/CN", "maker_share", "of AI accelerators sold in China"},
}

// ExportShare is the share of Chinese makers of a thing.
var ExportShare = Indicator{
	Name: "export_share", Title: "Chinese share of hardware", Unit: "share",
	Doc: "China's share of a market, the latest known: exports over the sum of those of the countries that are named, or the published share of its makers in sales or of its factories in production. " +
		"Low and high are what houses differ by.",
	Source: "customs, trade bodies and research houses, by market",
	Params: []Param{tradeParam()},
	Of:     exportShare,
}

func tradeParam() Param {
	p := Param{Name: Definition, Doc: "the market and the share:"}
	for _, t := range trades {
		p.Values = append(p.Values, t.word)
		p.Doc += " " + t.word + ", " + t.doc + ";"
	}
	return p
}

func exportShare(v undercut.View, a Args) Estimate {
	var t trade
	var words []string
	for _, x := range trades {
		words = append(words, x.word)
		if x.word == a.Definition {
			t = x
		}
	}
	e := start(v, a, words, "China's share "+t.doc+", on "+a.At.String())
	if e.Undefined != "" {
		return e
	}
	l := ledgerOf(v, t.metric).until(a.At).of(t.subject, "")
	own := l.of(t.subject, china)
	if len(own) == 0 {
		e.Undefined = "no such share is known by then"
		return e
	}
	if t.metric == "exports" {
		e.exports(l, own)
		return e
	}
	f := own.last()
	e.Mid, e.N = f.Value, len(own)
	if !math.IsNaN(f.Low) {
		e.Lo, e.Hi = f.Low, f.High
	}
	e.Basis = fmt.Sprintf("%v to %v", f.From, f.Until)
	if f.Note != "" {
		e.Basis += ": " + f.Note
	}
	e.record(own)
	return e
}

// exports is China's part of the sum over countries in its latest period.
func (e *Estimate) exports(all, own ledger) {
	latest := own.last()
	var sum float64
	var countries []string
	for _, f := range all {
		if f.From == latest.From && f.Until == latest.Until && f.Country != "" {
			sum += f.Value
			countries = append(countries, fmt.Sprintf("%s %s", f.Country, number(f.Value)))
		}
	}
	e.record(all)
	if len(countries) < 2 {
		e.Undefined = fmt.Sprintf("in %v to %v the exports of no other country are known", latest.From, latest.Until)
		return
	}
	e.Mid, e.N = latest.Value/sum, len(countries)
	e.Basis = fmt.Sprintf("%v to %v: %s", latest.From, latest.Until, strings.Join(countries, ", "))
	e.Warnings = append(e.Warnings, "countries that are not named export too: the share is of those that are")
}
