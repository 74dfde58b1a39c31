package indicator

import "github.com/undercut-sim/undercut"

// HHIMoney is the concentration of what labs earn.
var HHIMoney = Indicator{
	Name: "hhi_money", Title: "Concentration of labs' revenue", Unit: "index, 0 to 1",
	Doc: "Herfindahl-Hirschman index of the yearly revenue of labs whose run rate or revenue is known around the day, among themselves; " +
		"or bounds of that of all generative AI, every layer counted once, where labs share what apps and clouds take too. " +
		"A rate is read between the figures before and after, or held for a year.",
	Source: "Herfindahl (1950); Hirschman (1964); bounds by majorisation, Kvålseth (2018), Heliyon 4, e00846",
	Params: []Param{
		{Definition, concentrations, "known: among labs whose revenue is known; market: of all generative AI, with bounds"},
		{Domain, undercut.Domains[:], "labs most of whose releases are of this domain"},
	},
	Of: hhiMoney,
}

// marketOfModels is the segment that bounds what labs sell.
const marketOfModels = "generative AI"

func hhiMoney(v undercut.View, a Args) Estimate {
	e := start(v, a, concentrations, "concentration of the revenue of labs of domain "+a.Domain+" on "+a.At.String())
	if a.Definition == ofMarket {
		e.What = "concentration of the revenue of generative AI on " + a.At.String()
	}
	if e.Undefined != "" {
		return e
	}
	l := ledgerOf(v, "run_rate", "revenue")
	var known []rate
	for _, lab := range l.subjects("lab") {
		if r, ok := l.rateOn(lab, "", a.At); ok && mainDomain(v, lab) == a.Domain {
			known = append(known, r)
		}
	}
	var whole *rate
	if r, ok := l.rateOn(marketOfModels, "", a.At); ok && a.Domain == "language" {
		whole = &r
	}
	c := concentrate(known, whole, "the revenue of all generative AI")
	c.estimate(&e, a.Definition, a.At)
	return e
}

// mainDomain is the domain of most releases of a lab, empty if it has none, as
// parts of labs have; of two with as many the one that sorts first.
func mainDomain(v undercut.View, lab string) string {
	count := map[string]int{}
	for i := range v.Releases {
		if v.Releases[i].Developer == lab {
			count[v.Releases[i].Domain]++
		}
	}
	most := ""
	for domain, n := range count { // a maximum with a rule for ties does not depend on the order
		if most == "" || n > count[most] || n == count[most] && domain < most {
			most = domain
		}
	}
	return most
}
