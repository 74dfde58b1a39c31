package indicator

import "github.com/undercut-sim/undercut"

// HHITokens is the concentration of the tokens that labs process.
var HHITokens = Indicator{
	Name: "hhi_tokens", Title: "Concentration of tokens", Unit: "index, 0 to 1",
	Doc: "Herfindahl-Hirschman index of tokens a day. China counts its tokens, the world does not: market bounds the index of China from the labs of China that have told theirs; " +
		"known is that among all labs that have. A rate is read between the figures before and after, or held for a year.",
	Source: "as hhi_money; the National Data Administration of China for all its tokens",
	Params: []Param{{Definition, []string{ofMarket, amongKnown}, "market: of all tokens used in China, with bounds; known: among labs anywhere whose tokens are known"}},
	Of:     hhiTokens,
}

func hhiTokens(v undercut.View, a Args) Estimate {
	country := ""
	e := start(v, a, concentrations, "concentration of the tokens of labs that have told theirs on "+a.At.String())
	if a.Definition == ofMarket {
		country = china
		e.What = "concentration of the tokens used in China on " + a.At.String()
	}
	if e.Undefined != "" {
		return e
	}
	l := ledgerOf(v, "tokens")
	var known []rate
	for _, lab := range l.subjects("lab") {
		if r, ok := l.rateOn(lab, country, a.At); ok {
			known = append(known, r)
		}
	}
	var whole *rate
	if r, ok := l.rateOn("tokens/CN", china, a.At); ok && country == china {
		whole = &r
	}
	c := concentrate(known, whole, "all tokens used in China")
	c.estimate(&e, a.Definition, a.At)
	return e
}
