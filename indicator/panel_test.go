package indicator

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut"
)

// A panel is a view written by hand.
type panel struct {
	t *testing.T
	undercut.View
}

func newPanel(t *testing.T, day string) *panel {
	p := &panel{t: t}
	p.Day = p.day(day)
	p.AsOf = p.Day.Month()
	return p
}

func (p *panel) day(s string) undercut.Day {
	p.t.Helper()
	if s == "" {
		return undercut.Never
	}
	d, err := undercut.ParseDay(s)
	if err != nil {
		p.t.Fatal(err)
	}
	return d
}

// release adds a language model with a score of ECI, give or take 2; 0 for
// none.
func (p *panel) release(developer, id, day string, state undercut.Openness, score float64) {
	p.t.Helper()
	d := p.day(day)
	p.Releases = append(p.Releases, undercut.Release{
		ID: id, Name: id, Developer: developer, Domain: "language", Day: d, Seen: d, Source: "epoch.ai",
		Access: []undercut.Access{{State: state, From: d, Seen: d}},
	})
	if score != 0 {
		p.Scores = append(p.Scores, undercut.Score{
			Release: len(p.Releases) - 1, Variant: id, Scale: "eci", Seen: 0,
			Value: score, Low: score - 2, High: score + 2, Source: "epoch.ai",
		})
	}
}

// offer adds a list offer of a release from a day until another, at a blended
// price: a token costs the same read or written.
func (p *panel) offer(id, provider string, seller undercut.Seller, price float64, from, until string) *undercut.Offer {
	p.t.Helper()
	p.Offers = append(p.Offers, undercut.Offer{
		Release: p.at(id), SKU: id, Provider: provider, Seller: seller, Kind: undercut.List,
		From: p.day(from), Until: p.day(until), Seen: p.day(from), Dated: "observed",
		In: price, Out: price, Cached: math.NaN(), Source: "models.dev",
	})
	return &p.Offers[len(p.Offers)-1]
}

func (p *panel) at(id string) int {
	for i := range p.Releases {
		if p.Releases[i].ID == id {
			return i
		}
	}
	p.t.Fatalf("no release %s", id)
	return -1
}

// measure chooses and measures.
func (p *panel) measure(in Indicator, c Choice) Estimate {
	p.t.Helper()
	a, err := in.Choose(p.View, c)
	if err != nil {
		p.t.Fatal(err)
	}
	return in.Of(p.View, a)
}

// about reports whether two numbers agree but for rounding; NaN is NaN.
func about(got, want float64) bool {
	return math.Abs(got-want) <= 1e-9*math.Max(1, math.Abs(want)) || math.IsNaN(got) && math.IsNaN(want)
}

// is checks a value.
func (p *panel) is(what string, got, want float64) {
	p.t.Helper()
	if !about(got, want) {
		p.t.Errorf("%s is %v, by hand %v", what, got, want)
	}
}

var nan = math.NaN()
