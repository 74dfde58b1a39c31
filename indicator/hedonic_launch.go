package indicator

import (
	"fmt"

	"github.com/undercut-sim/undercut"
)

// HedonicLaunch is the yearly change of prices at launch at equal capability.
var HedonicLaunch = Indicator{
	Name: "hedonic_launch", Title: "Launch prices at equal capability", Unit: "% a year",
	Doc: "Yearly change of the price at which owners launch models of equal capability: ln price = a + b date + c score by least squares over releases in the window, all up to the day unless its start is given; the figure is exp(b) - 1. " +
		"The price is the owner's cheapest list price on the first day on which one is known, at most 60 days after the release; the date is that day. " +
		"The interval is Student's t with developers as clusters. Scores carry errors, which draws c towards 0 and b with it.",
	Source: "arXiv 2608.29843, The Price of Intelligence (hedonic index); Cameron and Miller (2015)",
	Params: []Param{scaleParam, domainParam, weightsParam, multiplierParam, fromParam},
	Of:     hedonicLaunch,
}

// launchWindow is how many days after a release its owner's first known price
// may be from to be that of its launch.
const launchWindow = 60

func hedonicLaunch(v undercut.View, a Args) Estimate {
	r, err := NewRuler(v, a.Scale)
	if err != nil {
		return undefined("%v", err)
	}
	l := newListings(&v, a)
	var rows []observation
	for i := range v.Releases {
		if r.Score[i] == r.Score[i] && v.Releases[i].Developer != "" && v.Releases[i].Day >= a.From {
			if o, ok := l.launch(i, a.At); ok {
				rows = append(rows, o)
			}
		}
	}
	h := hedonic{l, a, r, rows, func(o observation) string { return v.Releases[o.release].Developer }}
	e := h.trend()
	since := "from the first on"
	if a.From != 0 {
		since = fmt.Sprintf("from %v on", a.From)
	}
	e.What = fmt.Sprintf("owners' first list prices on score and their day, releases %s up to %v by %s; %s", since, a.At, a.Scale, a.market())
	h.launches(&e)
	h.assumedLaunch(&e)
	return e
}

// launch is the owner's cheapest list price on the first day on which one is
// known.
func (l *listings) launch(release int, by undercut.Day) (observation, bool) {
	first := observation{release, -1, undercut.Never, 0}
	for _, i := range l.of[release] { // the cheapest first
		if o := &l.view.Offers[i]; o.Seller == undercut.FirstParty && o.From < first.day {
			first.day = o.From
		}
	}
	for _, i := range l.of[release] {
		if o := &l.view.Offers[i]; o.Seller == undercut.FirstParty && o.From == first.day {
			first.offer, first.price = i, l.price[i]
			break
		}
	}
	late := first.day > l.view.Releases[release].Day+launchWindow
	return first, first.offer >= 0 && !late && first.day <= by
}

// launches writes the rows into the table.
func (h *hedonic) launches(e *Estimate) {
	e.Table.Columns = []string{"day", "release", "developer", "score", "price"}
	for _, o := range h.rows {
		r := &h.view.Releases[o.release]
		e.Table.Rows = append(e.Table.Rows, []string{o.day.String(), r.ID, r.Developer, number(h.ruler.Score[o.release]), number(o.price)})
	}
}

// assumedLaunch warns of prices that were seen later and taken for those of
// the launch.
func (h *hedonic) assumedLaunch(e *Estimate) {
	n := 0
	for _, o := range h.rows {
		if h.view.Offers[o.offer].Dated == "assumed_from_release" {
			n++
		}
	}
	if n > 0 && e.Undefined == "" {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%d of %d launch prices were first seen later and are assumed to date from the release", n, len(h.rows)))
	}
}
