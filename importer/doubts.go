package importer

import (
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// Doubts adds to a batch whose prices have their releases what looks wrong about
// them beside each other and beside what is known: nothing of it is sure, so the
// rows stay, and each doubt names the word of evidence.SuspectNames that would
// keep its row out of every series.
func Doubts(b *Batch, known *evidence.Observed) {
	d := &doubter{batch: b, standing: map[string][]quote{}, sellers: map[string]*sellers{}, last: map[offerKey]quote{}, ended: map[offerKey]undercut.Day{}}
	d.learn(known)
	for i, p := range b.Prices {
		if p.Release != "" && !p.Removed && p.Kind == undercut.List && p.Suspect == "" {
			d.standing[p.Release] = append(d.standing[p.Release], quote{p.Provider, p.In, p.Out, i})
		}
	}
	for i, p := range b.Prices {
		if p.Release != "" && !p.Removed && p.Suspect == "" {
			d.judge(i, p)
		}
	}
	d.placeholders()
}

// A doubter compares prices.
type doubter struct {
	batch    *Batch
	standing map[string][]quote // list prices by release
	sellers  map[string]*sellers
	last     map[offerKey]quote // last price of an offer
	ended    map[offerKey]undercut.Day
}

// A quote is a price of a provider; row is its index in the batch, -1 if it was
// known before.
type quote struct {
	provider string
	in, out  float64
	row      int
}

func (q quote) blended() float64 { return (3*q.in + q.out) / 4 }

// An offerKey is what events of one offer share.
type offerKey struct {
	release, provider, stem string
	kind                    undercut.PriceKind
}

func keyOf(p *evidence.Price) offerKey {
	return offerKey{p.Release, p.Provider, evidence.Stem(p.SKU), p.Kind}
}

// learn notes the last event of every known offer up to the batch, by day.
func (d *doubter) learn(known *evidence.Observed) {
	events := map[offerKey]*evidence.Price{}
	for i := range known.Prices {
		p := &known.Prices[i]
		if p.Suspect != "" {
			continue
		}
		if q := events[keyOf(p)]; q == nil || q.From <= p.From {
			events[keyOf(p)] = p
		}
	}
	for i := range known.Prices { // in the order of the table: no map decides
		p := &known.Prices[i]
		l := keyOf(p)
		if events[l] != p {
			continue
		}
		if p.Removed {
			d.ended[l] = p.From
			continue
		}
		q := quote{p.Provider, p.In, p.Out, -1}
		d.last[l] = q
		if p.Kind == undercut.List {
			d.standing[p.Release] = append(d.standing[p.Release], q)
		}
	}
}

// judge compares one price with the median of the other sellers, then with the
// offer's own last price.
func (d *doubter) judge(i int, p evidence.Price) {
	own := quote{p.Provider, p.In, p.Out, i}
	value := fmt.Sprintf("$%g/$%g", p.In, p.Out)
	l := keyOf(&p)
	if day, ok := d.ended[l]; ok && day < p.From {
		d.batch.doubt(i, value, fmt.Sprintf("the offer ended on %v: some lists keep what is no longer sold", day), "undated")
	}
	if p.In == 0 && p.Out == 0 {
		return
	}
	if p.Kind == undercut.List && d.compare(i, value, own, d.others(p), "others (median)") {
		return
	}
	if q, ok := d.last[l]; ok {
		d.compare(i, value, own, q, "it before")
	}
}

// others is the median of what other providers ask for a release, each at its
// cheapest; NaN if there are none.
func (d *doubter) others(p evidence.Price) quote {
	s := d.sellers[p.Release]
	if s == nil {
		s = newSellers(d.standing[p.Release])
		d.sellers[p.Release] = s
	}
	own, sells := s.best[p.Provider]
	return quote{in: medianWithout(s.in, own.in, sells), out: medianWithout(s.out, own.out, sells)}
}

// sellers are the providers of a release, each at its cheapest.
type sellers struct {
	best    map[string]quote
	in, out []float64 // sorted
}

func newSellers(quotes []quote) *sellers {
	s := &sellers{best: map[string]quote{}}
	for _, q := range quotes {
		if b, again := s.best[q.provider]; q.in > 0 && (!again || q.blended() < b.blended()) {
			s.best[q.provider] = q
		}
	}
	for _, q := range s.best {
		s.in, s.out = append(s.in, q.in), append(s.out, q.out)
	}
	slices.Sort(s.in)
	slices.Sort(s.out)
	return s
}

// compare reports the first explanation of a price that is far from another,
// and whether there is one.
func (d *doubter) compare(i int, value string, own, other quote, who string) bool {
	ratio := own.blended() / other.blended()
	if !(ratio > 0) || math.IsInf(ratio, 0) {
		return false
	}
	want, suspect := explain(own, other, ratio)
	if want != "" {
		d.batch.doubt(i, value, fmt.Sprintf("%s asked $%.4g/$%.4g: %s", who, other.in, other.out, want), suspect)
	}
	return want != ""
}

// placeholders reports a provider that asks the same for many models: the
// price stands for none.
func (d *doubter) placeholders() {
	const many = 8
	rows, releases, price := map[string][]int{}, map[string]map[string]bool{}, map[string]quote{}
	mixed := map[string]bool{}
	for i, p := range d.batch.Prices {
		if p.Removed || p.Kind != undercut.List || p.In == 0 {
			continue
		}
		if first, ok := price[p.Provider]; ok && (first.in != p.In || first.out != p.Out) {
			mixed[p.Provider] = true
		}
		price[p.Provider] = quote{p.Provider, p.In, p.Out, i}
		rows[p.Provider] = append(rows[p.Provider], i)
		if releases[p.Provider] == nil {
			releases[p.Provider] = map[string]bool{}
		}
		releases[p.Provider][p.Release] = true
	}
	for i, p := range d.batch.Prices {
		if list := rows[p.Provider]; len(list) > 0 && list[0] == i && !mixed[p.Provider] && len(releases[p.Provider]) >= many {
			for _, k := range list {
				d.batch.doubt(k, fmt.Sprintf("$%g/$%g", p.In, p.Out), fmt.Sprintf("%s asks the same for %d models: a price that stands for none?", p.Provider, len(releases[p.Provider])), "placeholder")
			}
		}
	}
}
