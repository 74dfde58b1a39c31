package indicator

import (
	"math"
	"strings"

	"github.com/undercut-sim/undercut"
)

// Simulated is the source of rows that no one saw.
const Simulated = "simulated"

// Seen shows the months of a simulated future to indicators as history is
// shown to them: its models as releases with their access and quality, and
// what they cost in the first bloc as offers. names is the view that holds the
// names of the months, and months are in order; their slices are read and not
// kept.
//
// A model is a firm's product of one quality: while it is sold its quality does
// not change. It comes out in the middle of the month in which it is first on
// offer, as the simulation knows no days, and with its price from then; what
// stands in the first month came out before it, nobody knows when. Weights are
// open without terms. An owner offers its models at the price of the row. Hosts
// differ in price: three ask the least of them, so that the second lowest,
// which guards records of real prices against slips, is that.
func Seen(names undercut.View, months []undercut.View) undercut.View {
	v := undercut.View{Blocs: names.Blocs, Segments: names.Segments, Firms: names.Firms}
	w := watch{view: &v, release: map[model]int{}, offer: map[stand]standingOffer{}}
	for i := range months {
		w.month(&months[i], i == 0)
	}
	return v
}

// A model is what makes a product one release.
type model struct {
	firm    int
	quality float64
}

// A stand is who offers a release.
type stand struct {
	release int
	host    int // 0 the owner, otherwise the number of the host
}

// A standingOffer stood last in some month.
type standingOffer struct {
	offer int // into View.Offers
	last  undercut.Month
}

// hosts are who serves open weights in Seen.
var hosts = [...]string{"host-1", "host-2", "host-3"}

// A watch writes down what it sees of a future.
type watch struct {
	view    *undercut.View
	release map[model]int
	offer   map[stand]standingOffer
	now     undercut.Month
	came    undercut.Day // when what is new this month came out
}

// month looks at one month.
func (w *watch) month(m *undercut.View, first bool) {
	w.now = m.AsOf
	w.came = w.now.First() + (w.now.Last()-w.now.First())/2
	if first {
		w.came = w.now.First() - 1
	}
	w.view.AsOf, w.view.Day = m.AsOf, m.AsOf.Last()
	for i := range m.Rows {
		r := &m.Rows[i]
		if w.view.Segments[r.Segment].Layer != undercut.Model {
			continue
		}
		k := w.see(r)
		if r.Market == 0 {
			w.list(r, k, m.Books)
		}
	}
	w.close()
}

// see is the release of a row, written down when it is new.
func (w *watch) see(r *undercut.Row) int {
	key := model{r.Firm, r.Quality}
	k, ok := w.release[key]
	if !ok {
		k = len(w.view.Releases)
		w.release[key] = k
		f := &w.view.Firms[r.Firm]
		nan := math.NaN()
		w.view.Releases = append(w.view.Releases, undercut.Release{
			ID: f.Name + "-" + r.Tier.String() + "@" + w.now.String(), Name: f.Title + " " + r.Tier.String() + " of " + w.now.String(),
			Developer: f.Name, Country: country(w.view.Blocs[f.Bloc].Name), Domain: w.view.Segments[r.Segment].Name,
			Day: w.came, Seen: w.came, Params: undercut.Params{Total: nan, Active: nan, FLOP: nan, Cost: nan},
			Source: Simulated, Grade: Simulated,
		})
		w.view.Scores = append(w.view.Scores, undercut.Score{
			Release: k, Variant: w.view.Releases[k].ID, Scale: "decades", Seen: w.came, Value: r.Quality, Low: nan, High: nan, Source: Simulated,
		})
	}
	w.licence(&w.view.Releases[k], r.Licence)
	return k
}

// licence writes down a state that is new.
func (w *watch) licence(rel *undercut.Release, l undercut.Licence) {
	state := undercut.APIOnly
	if l == undercut.Open {
		state = undercut.OpenWeights
	}
	from := max(rel.Day, w.now.First())
	if n := len(rel.Access); n == 0 {
		from = rel.Day
	} else if rel.Access[n-1].State == state {
		return
	}
	rel.Access = append(rel.Access, undercut.Access{State: state, From: from, Seen: from, Source: Simulated, Grade: Simulated})
}

// country is the ISO 3166 code of a bloc; EU is reserved there for the Union.
// Blocs of many countries have none.
func country(bloc string) string {
	if len(bloc) != 2 {
		return ""
	}
	return strings.ToUpper(bloc)
}

// list writes down who offers a release in the first bloc this month. Weights
// of an owner that has gone are served by hosts only.
func (w *watch) list(r *undercut.Row, k int, books []undercut.FirmRow) {
	open := r.Licence == undercut.Open
	if !open || books[r.Firm].Alive {
		w.price(stand{k, 0}, undercut.FirstParty, w.view.Firms[r.Firm].Name, r.Price)
	}
	for h := range hosts {
		if open {
			w.price(stand{k, h + 1}, undercut.Host, hosts[h], r.Low)
		}
	}
}

// price begins an offer, or goes on with that which stands if the price is the
// same. A product without a price is not offered.
func (w *watch) price(s stand, seller undercut.Seller, provider string, price float64) {
	if price != price {
		return
	}
	o, ok := w.offer[s]
	if ok && w.view.Offers[o.offer].In == price {
		w.offer[s] = standingOffer{o.offer, w.now}
		return
	}
	if ok {
		w.view.Offers[o.offer].Until = w.now.First()
	}
	w.offer[s] = standingOffer{len(w.view.Offers), w.now}
	from := max(w.view.Releases[s.release].Day, w.now.First())
	w.view.Offers = append(w.view.Offers, undercut.Offer{
		Release: s.release, SKU: w.view.Releases[s.release].ID, Provider: provider, Seller: seller, Kind: undercut.List,
		From: from, Until: undercut.Never, Seen: from, Dated: "observed", In: price, Out: price, Cached: math.NaN(), Source: Simulated,
	})
}

// close ends the offers that no row of this month goes on with.
func (w *watch) close() {
	for s, o := range w.offer { // each is ended on its own: their order does not matter
		if o.last != w.now {
			w.view.Offers[o.offer].Until = w.now.First()
			delete(w.offer, s)
		}
	}
}
