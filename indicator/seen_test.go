package indicator

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// Three months of two labs and a maker of cars. In February the open lab
// brings out a better model, whose weights had been on offer at 2 (hosts from
// 1) in January; in March it is gone, and hosts serve what it left. The closed
// model costs 20, 20 and 10.
func threeMonths() (names undercut.View, months []undercut.View) {
	names = undercut.View{
		Blocs:    []undercut.Bloc{{Name: "us", Western: true}, {Name: "cn"}, {Name: "rest"}},
		Segments: []undercut.Segment{{Name: "language", Layer: undercut.Model}, {Name: "vehicle", Layer: undercut.Device}},
		Firms: []undercut.Firm{
			{Name: "west", Title: "West", Bloc: 0, Segment: 0, Layer: undercut.Model},
			{Name: "east", Title: "East", Bloc: 1, Segment: 0, Layer: undercut.Model},
			{Name: "cars", Title: "Cars", Bloc: 1, Segment: 1, Layer: undercut.Device},
			{Name: "far", Title: "Far", Bloc: 2, Segment: 0, Layer: undercut.Model},
		},
	}
	row := func(firm, market int, tier undercut.Tier, l undercut.Licence, quality, price, low float64) undercut.Row {
		return undercut.Row{Segment: names.Firms[firm].Segment, Firm: firm, Market: market, Tier: tier, Licence: l, Quality: quality, Price: price, Low: low}
	}
	alive := func(east bool) []undercut.FirmRow {
		return []undercut.FirmRow{{Firm: 0, Alive: true}, {Firm: 1, Alive: east}, {Firm: 2, Alive: true}, {Firm: 3, Alive: true}}
	}
	months = []undercut.View{
		{AsOf: undercut.Date(2025, 1), Books: alive(true), Rows: []undercut.Row{
			row(0, 0, undercut.Flagship, undercut.Closed, 1, 20, 20),
			row(1, 0, undercut.Flagship, undercut.Open, 0.5, 2, 1),
			row(1, 1, undercut.Flagship, undercut.Open, 0.5, 3, 1.5),
			row(2, 0, undercut.Flagship, undercut.Closed, 0, 20000, 20000),
		}},
		{AsOf: undercut.Date(2025, 2), Books: alive(true), Rows: []undercut.Row{
			row(0, 0, undercut.Flagship, undercut.Closed, 1, 20, 20),
			row(1, 0, undercut.Flagship, undercut.Open, 0.9, 4, 2),
			row(3, 1, undercut.Flagship, undercut.Closed, 0.1, 7, 7),
		}},
		{AsOf: undercut.Date(2025, 3), Books: alive(false), Rows: []undercut.Row{
			row(0, 0, undercut.Flagship, undercut.Closed, 1, 10, 10),
			row(1, 0, undercut.Legacy, undercut.Open, 0.9, 4, 2),
		}},
	}
	return names, months
}

func TestSeenByHand(t *testing.T) {
	v := Seen(threeMonths())
	var releases, offers []string
	for i, r := range v.Releases {
		releases = append(releases, strings.TrimSpace(fmt.Sprintf("%s %v %v %g %s", r.ID, r.Day, r.Access[len(r.Access)-1].State, v.Scores[i].Value, r.Country)))
	}
	for _, o := range v.Offers {
		offers = append(offers, strings.TrimSpace(fmt.Sprintf("%s %s %g %v %v", v.Releases[o.Release].ID, o.Provider, o.In, o.From, o.Until)))
	}
	// What stood in the first month came out before it; what is new later, in
	// the middle of its month.
	if want := []string{
		"west-flagship@2025-01 2024-12-31 api 1 US",
		"east-flagship@2025-01 2024-12-31 open 0.5 CN",
		"east-flagship@2025-02 2025-02-14 open 0.9 CN",
		"far-flagship@2025-02 2025-02-14 api 0.1",
	}; !slices.Equal(releases, want) {
		t.Errorf("releases are\n%s\nby hand\n%s", strings.Join(releases, "\n"), strings.Join(want, "\n"))
	}
	// Offers are those of the first bloc; nobody owns what is left in March.
	want := []string{"west-flagship@2025-01 west 20 2025-01-01 2025-03-01", "west-flagship@2025-01 west 10 2025-03-01"}
	for _, host := range []string{"east 2", "host-1 1", "host-2 1", "host-3 1"} {
		want = append(want, "east-flagship@2025-01 "+host+" 2025-01-01 2025-02-01")
	}
	want = append(want, "east-flagship@2025-02 east 4 2025-02-14 2025-03-01")
	for _, host := range hosts {
		want = append(want, "east-flagship@2025-02 "+host+" 2 2025-02-14")
	}
	slices.Sort(offers)
	slices.Sort(want)
	if !slices.Equal(offers, want) {
		t.Errorf("offers are\n%s\nby hand\n%s", strings.Join(offers, "\n"), strings.Join(want, "\n"))
	}
	p := &panel{t, v}
	p.is("price of GPT-4 in March", p.measure(Price, Choice{}).Mid, 2)
	p.is("gap in March", p.measure(GapOpen, Choice{}).Mid, 0.1)
	if v.AsOf != undercut.Date(2025, 3) || v.Day != p.day("2025-03-31") {
		t.Errorf("the view is of %v, %v", v.AsOf, v.Day)
	}
}
