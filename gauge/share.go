package gauge

import "github.com/undercut-sim/undercut"

// shares come in tokens and in money, which differ by an order of magnitude.
// They are of the leading kind of model; only revenue is of all.
func shares(v undercut.View) []Gauge {
	s := Leading(v.Segments)
	if s < 0 {
		return nil
	}
	list := []Gauge{
		{
			Name: "open_tokens", Unit: "share", Doc: "tokens of open products over all tokens",
			Of: func(t *Tally) float64 { return ratio(t.Segment[s].Open, t.Segment[s].Units) },
		},
		openMoney(s),
		{
			Name: "surplus_models", Unit: "log price", Doc: "quality less price of the models that the mean buyer takes, as a fall in log price; only differences between worlds mean anything",
			Of: func(t *Tally) float64 { return ratio(t.Segment[s].Worth, t.Segment[s].Buyers) },
		},
		{
			Name: "hhi_money", Unit: "points", Doc: "sum of squared shares of labs' revenue in percent; 10,000 is monopoly",
			Of: func(t *Tally) float64 {
				q := &t.Segment[s]
				return 1e4 * ratio(q.Squares, q.TotalMoney*q.TotalMoney)
			},
		},
		{
			Name: "margin_closed", Unit: "share of revenue", Doc: "gross margin of western labs on their closed products",
			Of: func(t *Tally) float64 { return t.labMargin(s, true) },
		},
		{
			Name: "margin_open_api", Unit: "share of revenue", Doc: "gross margin of labs on their own service of open products",
			Of: func(t *Tally) float64 { return t.labMargin(s, false) },
		},
	}
	for i := range list {
		list[i].Illustrative = v.Segments[s].Illustrative
	}
	return append(list, revenue(v, undercut.Model, "revenue_models", "money paid for models of all kinds"))
}

// openMoney is the share of open products in what buyers pay in a segment.
func openMoney(s int) Gauge {
	return Gauge{
		Name: "open_money", Unit: "share", Doc: "money paid for open products over all money paid for models",
		Of: func(t *Tally) float64 { return ratio(t.Segment[s].OpenPaid, t.Segment[s].Paid) },
	}
}

// revenue is what buyers pay in a layer.
func revenue(v undercut.View, l undercut.Layer, name, doc string) Gauge {
	segments := layer(v, l)
	return Gauge{
		Name: name, Unit: "$bn/year", Log: true, Doc: doc, Illustrative: unsourced(v, l),
		Of: func(t *Tally) float64 {
			sum := 0.0
			for _, s := range segments {
				sum += t.Segment[s].Paid
			}
			return perYear * sum
		},
	}
}

// labMargin is gross profit over revenue of a segment's products by licence;
// closed ones of western labs only.
func (t *Tally) labMargin(s int, closed bool) float64 {
	gross, revenue := 0.0, 0.0
	for i := range t.Firm {
		if t.View.Firms[i].Segment != s {
			continue
		}
		f := &t.Firm[i]
		if !closed {
			gross, revenue = gross+f.OpenGross, revenue+f.OpenRevenue
		} else if western(t.View, i) {
			gross, revenue = gross+f.Profit-f.OpenGross, revenue+f.Revenue-f.OpenRevenue
		}
	}
	return ratio(gross, revenue)
}
