package priceindex

import "math"

// A Link compares two periods by the items that have a price in both.
type Link struct {
	From, To int       // periods; none between them has a quote
	Items    []int     // the matched items, in order; none if there is no match
	Logs     []float64 // their log price relatives, ln p_To - ln p_From
	Mean     float64   // of Logs, the log of the Jevons index; NaN without a match
	SE       float64   // standard error of Mean, √(s²/n); NaN with fewer than two matches, whose spread is unknown
}

// Match returns the links between adjacent periods of a panel, in order, those
// without a match included. Each item enters a link with equal weight,
//
//	Mean = (1/n) Σ ln(p_i,To / p_i,From),  SE² = Σ (ln(p_i,To / p_i,From) - Mean)² / (n (n-1))
//
// so quotes may come in any order and prices in any unit. What enters or leaves
// the market moves no link: an index of survivors, which misses the fall in
// price that a new model brings at its release (Pakes 2003).
//
// Adjacent are periods between which no other has a quote: a panel that is
// observed in January and in March links the two.
//
// It is an error if a price is not positive and finite, if an item has two
// prices in a period, or if there are fewer than two periods.
func Match(quotes []Quote) ([]Link, error) {
	q, err := sorted(quotes)
	if err != nil {
		return nil, err
	}
	periods := byPeriod(q)
	var links []Link
	for i := 1; i < len(periods); i++ {
		links = append(links, link(periods[i-1], periods[i]))
	}
	return links, nil
}

// link merges two periods, each in the order of items.
func link(from, to []Quote) Link {
	l := Link{From: from[0].Period, To: to[0].Period}
	for i, j := 0, 0; i < len(from) && j < len(to); {
		switch a, b := from[i], to[j]; {
		case a.Item < b.Item:
			i++
		case a.Item > b.Item:
			j++
		default:
			l.Items = append(l.Items, a.Item)
			l.Logs = append(l.Logs, math.Log(b.Price)-math.Log(a.Price))
			i, j = i+1, j+1
		}
	}
	l.Mean, l.SE = meanSE(l.Logs)
	return l
}

// meanSE returns a mean and its standard error, NaN where they are undefined.
func meanSE(x []float64) (mean, se float64) {
	n := float64(len(x))
	for _, v := range x {
		mean += v / n
	}
	var square float64
	for _, v := range x {
		square += (v - mean) * (v - mean)
	}
	switch len(x) {
	case 0:
		return math.NaN(), math.NaN()
	case 1:
		return mean, math.NaN()
	}
	return mean, math.Sqrt(square / (n * (n - 1)))
}
