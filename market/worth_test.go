package market_test

import (
	"testing"

	"github.com/undercut-sim/undercut"
)

// What the mean buyer takes is the mean of the offers, where buyers are of one
// type; an offer without sales is worth nothing that is known.
func TestTheWorthOfAMarketIsTheMeanOfItsOffers(t *testing.T) {
	for _, v := range run(t, small(), 1) {
		for _, k := range v.Markets {
			if k.Segment != see {
				continue
			}
			sum, share := 0.0, 0.0
			for _, r := range v.Rows {
				if r.Segment != k.Segment || r.Market != k.Market {
					continue
				}
				if sold := r.Share > 0; sold == (r.Worth != r.Worth) {
					t.Fatalf("%v: an offer with a share of %v is worth %v", v.AsOf, r.Share, r.Worth)
				}
				if r.Share > 0 {
					sum, share = sum+r.Share*r.Worth, share+r.Share
				}
			}
			if share > 0 && !close(sum/share, k.Worth, 1e-9, 1) {
				t.Errorf("%v: offers in market %d are worth %v on average, the market says %v", v.AsOf, k.Market, sum/share, k.Worth)
			}
		}
	}
}

// Services that users pay with a car are part of its price: worth, price and
// service together do not depend on what the service costs.
func TestServicesThatUsersPayAreAPrice(t *testing.T) {
	base, dear := still(), still()
	for i := range dear.Firms {
		if m := dear.Firms[i].Maker; m != nil {
			m.Sticker *= 4
		}
	}
	was, now := run(t, base, 1)[0].Rows, run(t, dear, 1)[0].Rows
	service := func(r *undercut.Row) float64 { return 1e3*r.Revenue/r.Units - r.Price }
	moved := 0
	for i := range was {
		a, b := &was[i], &now[i]
		if a.Segment != car || !(a.Share > 0) {
			continue
		}
		if service(b)-service(a) > 1 {
			moved++
		}
		if got, want := b.Worth+b.Price+service(b), a.Worth+a.Price+service(a); !close(got, want, 1e-9, 1e5) {
			t.Errorf("firm %d in market %d: worth, price and service come to %v with a dear service and %v with a cheap one", a.Firm, a.Market, got, want)
		}
	}
	if moved == 0 {
		t.Error("no service became dearer")
	}
}
