package gauge

import "github.com/undercut-sim/undercut"

// prices are two different things that most public claims confuse: the price
// of a fixed capability falls fast, the flagship's price does not. Both are of
// the leading kind of model.
func prices(v undercut.View) []Gauge {
	s := Leading(v.Segments)
	if s < 0 {
		return nil
	}
	list := []Gauge{
		{
			Name: "price_gpt4", Unit: "$/m tokens", Log: true,
			Doc: "cheapest offer in the first bloc at or above the quality of GPT-4 (fixed capability)",
			Of:  func(t *Tally) float64 { return t.Cheap[0] },
		},
		{
			Name: "price_level1", Unit: "$/m tokens", Log: true,
			Doc: "cheapest offer one decade of effective compute above GPT-4",
			Of:  func(t *Tally) float64 { return t.Cheap[1] },
		},
		{
			Name: "price_level2", Unit: "$/m tokens", Log: true,
			Doc: "cheapest offer two decades above GPT-4",
			Of:  func(t *Tally) float64 { return t.Cheap[2] },
		},
		priceFlagship(s, "$/m tokens"),
		{
			Name: "price_paid", Unit: "$/m tokens", Log: true,
			Doc: "money paid for models over tokens used",
			Of:  func(t *Tally) float64 { return ratio(1e3*t.Segment[s].Paid, t.Segment[s].Units) },
		},
	}
	for i := range list {
		list[i].Illustrative = v.Segments[s].Illustrative
	}
	return list
}

// priceFlagship is the price of a segment's best closed product, in dollars a
// unit of the segment.
func priceFlagship(s int, unit string) Gauge {
	return Gauge{
		Name: "price_flagship", Unit: unit, Log: true,
		Doc: "price in the first bloc of the best closed product on offer",
		Of:  func(t *Tally) float64 { return t.Segment[s].BestPrice },
	}
}
