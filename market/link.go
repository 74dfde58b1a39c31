package market

import (
	"fmt"
	"math"
)

// A linkState is a link with its segments looked up and the month's sources.
type linkState struct {
	spec     *Link
	index    int // among the world's links
	from, to int
	atHome   []float64  // [bloc] best open quality of the bloc for makers at home
	abroad   []float64  // [bloc] the same for makers elsewhere
	licensed []float64  // [maker of from] best closed quality to be licensed; NaN none
	openAt   [][]int    // [bloc of buyers][bloc of origin] place of its best open offer; -1 none
	closedAt [][]int    // [bloc of buyers][maker of from] place of its flagship's closed offer; -1 none
	choice   [][]source // [bloc of maker][bloc of buyers] what the maker builds in
}

// A source is where a device's AI may come from.
type source struct {
	worth, quality float64
	fee, bill      float64 // dollars per unit: the licence, and what it uses at the market price
	payee, bloc    int     // firm that receives the fee, -1 none; bloc of origin, -1 none
	rank           float64 // of sources worth the same the lowest is taken: see consider
	at             int     // place of the model's offer where the buyers are; -1 none
}

func (m *Market) allocateLinks(w *World) error {
	for i := range w.Links {
		l := &w.Links[i]
		from, to := m.segmentNamed(w, l.From), m.segmentNamed(w, l.To)
		if from < 0 || to < 0 || m.segments[from].layer >= m.segments[to].layer {
			return fmt.Errorf("links.%s-%s: both must be segments, and %q must lie in a layer below %q", l.From, l.To, l.From, l.To)
		}
		for _, other := range m.links {
			if other.to == to {
				return fmt.Errorf("links.%s-%s: %s is linked already, and a product builds in one other: remove one of the links", l.From, l.To, l.To)
			}
		}
		n, labs := len(w.Blocs), len(m.segments[from].makers)
		k := linkState{
			spec: l, index: i, from: from, to: to, atHome: make([]float64, n), abroad: make([]float64, n),
			licensed: make([]float64, labs), choice: square[source](n), openAt: square[int](n),
		}
		for range n {
			k.closedAt = append(k.closedAt, make([]int, labs))
		}
		m.links = append(m.links, k)
	}
	return nil
}

// link chooses, for every device in every market, the AI that is built in:
// what its maker may use there, at the best balance of quality, cost and
// buyers' distrust,
//
//	max over sources of w·q - a·(fee + use·price) - distrust.
//
// Its value is relative to the segment: V = w(q - last month's sales-weighted
// mean), so that AI moves shares here and the size of markets through reach.
// Models have been priced this month before devices build them in.
func (m *Market) link() {
	for i := range m.links {
		l := &m.links[i]
		l.spec = &m.w.Links[i]
		if m.segments[l.from].frontier == nil {
			continue
		}
		m.findSources(l)
		for home := range l.choice {
			for b := range l.choice[home] {
				l.choice[home][b] = m.bestSource(l, home, b)
			}
		}
		for b := range m.segments[l.to].market {
			k := &m.segments[l.to].market[b]
			for j := range k.offers {
				m.buildIn(l, b, &k.offers[j])
				m.payUse(l, b, &k.offers[j])
			}
		}
	}
}

// payUse takes out of a maker's unit cost what models cost it when it first
// used them: from then on it pays what they cost now.
func (m *Market) payUse(l *linkState, b int, o *offer) {
	f := &m.firms[o.firm]
	held := &f.maker.bill[b]
	if *held != *held {
		if o.bill == 0 {
			return
		}
		*held = o.bill
	}
	o.cost -= *held * (1 - m.p.CostSub[l.to][f.bloc])
}

// foreignDelay is the delay with which makers abroad build in open weights;
// with the asymmetry of the head start off, makers at home wait as long.
func (m *Market) homeDelay(l *linkState) float64 {
	return l.spec.OpenForeign - m.w.Asymmetries.HeadStart*(l.spec.OpenForeign-l.spec.OpenHome)
}

// findSources reads the qualities that may be built in this month, and where
// the offers stand at whose prices their use is bought.
func (m *Market) findSources(l *linkState) {
	home := m.homeDelay(l)
	seg := &m.segments[l.from]
	for b := range l.abroad {
		of := func(f *frontier) float64 { return f.openBloc[b] }
		l.atHome[b], l.abroad[b] = m.past(seg, home, of), m.past(seg, l.spec.OpenForeign, of)
	}
	for k, i := range seg.makers {
		f := &m.firms[i]
		l.licensed[k] = nan
		if f.spec != nil && m.out(i, 0) && f.lab.product[0].licence == closedLicence {
			l.licensed[k] = m.past(seg, l.spec.ClosedDelay, func(fr *frontier) float64 { return fr.best[k] })
		}
	}
	if l.spec.Use > 0 {
		for b := range seg.market {
			m.findOffers(l, b)
		}
	}
}

// findOffers looks up, in one bloc, the best open offer of every bloc and the
// closed flagship of every lab.
func (m *Market) findOffers(l *linkState, b int) {
	seg := &m.segments[l.from]
	k := &seg.market[b]
	for o := range l.openAt[b] {
		l.openAt[b][o] = -1
	}
	for o := range l.closedAt[b] {
		l.closedAt[b][o] = -1
	}
	for j := range k.offers {
		o := &k.offers[j]
		f := &m.firms[o.firm]
		switch at := &l.openAt[b][f.bloc]; {
		case !(o.price > 0):
		case o.licence == openLicence && (*at < 0 || o.better(&k.offers[*at])):
			*at = j
		case o.licence == closedLicence && o.tier == 0:
			l.closedAt[b][f.local] = j
		}
	}
}

// better compares open offers: by quality, which copying often makes the same,
// then by price.
func (o *offer) better(than *offer) bool {
	return o.quality > than.quality || o.quality == than.quality && o.price < than.price
}

// bestSource is what a maker from home builds in for buyers of bloc b. The
// fee for a licensed product is a share of the segment's mean price; firms of
// a bloc waive part of it among themselves, and all of it is waived when the
// asymmetry of fees is off.
func (m *Market) bestSource(l *linkState, home, b int) source {
	best := source{worth: math.Inf(-1), rank: math.Inf(1), payee: -1, bloc: -1, quality: nan, at: -1}
	for from := range l.abroad {
		if m.p.Barred[l.from][from][b] == BarAll || m.p.NoOpen[l.from][from][b] {
			continue
		}
		q := l.abroad[from]
		if from == home {
			q = l.atHome[from]
		}
		m.consider(l, b, source{quality: q, bloc: from, payee: -1, at: l.openAt[b][from]}, &best)
	}
	mean := m.segments[l.to].meanPrice
	if math.IsNaN(mean) {
		return best
	}
	for k, i := range m.segments[l.from].makers {
		f := &m.firms[i]
		if math.IsNaN(l.licensed[k]) || m.shuns(i, b) || m.p.Barred[l.from][f.bloc][b] == BarAll {
			continue
		}
		fee := l.spec.Fee * mean * m.w.Asymmetries.Fees
		if f.bloc == home {
			fee *= 1 - m.coordination(home)
		}
		m.consider(l, b, source{quality: l.licensed[k], bloc: f.bloc, payee: f.owner, fee: fee, at: l.closedAt[b][k], rank: m.rank(i)}, &best)
	}
	return best
}

// ownSource betters a choice by what the maker's own group has, at once and
// without a fee.
func (m *Market) ownSource(l *linkState, i, b int, best *source) {
	for _, lab := range m.segments[l.from].makers {
		f := &m.firms[lab]
		if !f.here || !m.joined(i, lab) || m.p.Barred[l.from][f.bloc][b] == BarAll {
			continue
		}
		s := source{bloc: f.bloc, payee: -1, at: -1, rank: -1}
		if l.spec.Use > 0 {
			s.quality, s.at = m.ownOffer(l.from, lab, b)
		} else {
			s.quality = m.ownQualityIn(l.from, lab, b)
		}
		m.consider(l, b, s, best)
	}
}

// ownOffer is the best that lab sells in bloc b, and its place there.
func (m *Market) ownOffer(s, lab, b int) (quality float64, at int) {
	k := &m.segments[s].market[b]
	quality, at = nan, -1
	for j := range k.offers {
		if o := &k.offers[j]; o.firm == lab && o.price > 0 && !(o.quality <= quality) {
			quality, at = o.quality, j
		}
	}
	return quality, at
}

// ownQualityIn is the best that lab's group may build in for buyers of bloc b.
func (m *Market) ownQualityIn(s, lab, b int) float64 {
	f, q := &m.firms[lab], nan
	for tier := range f.lab.product {
		p := &f.lab.product[tier]
		may := !m.shuns(lab, b)
		if p.licence == openLicence {
			may = !m.p.NoOpen[s][f.bloc][b]
		}
		if may && m.out(lab, tier) {
			q = larger(q, p.quality)
		}
	}
	return q
}

func (m *Market) consider(l *linkState, b int, s source, best *source) {
	if math.IsNaN(s.quality) || l.spec.Use > 0 && s.at < 0 {
		return
	}
	if l.spec.Use > 0 {
		s.bill = l.spec.Use * m.segments[l.from].market[b].offers[s.at].price
	}
	s.worth = l.spec.Worth*s.quality - m.distrust(l, s.bloc, b)
	if cost := s.fee + s.bill; cost > 0 {
		s.worth -= m.priceSlope(l.to) * cost
	}
	switch {
	case s.worth > best.worth+tie, s.worth > best.worth-tie && s.rank < best.rank:
		*best = s
	}
}

// tie is a difference of worth, utils, that decides nothing: copies have the
// same quality. What is free goes before what is licensed, then who had it out
// first, then the name.
const tie = 1e-9

// rank of lab i's flagship among sources worth the same.
func (m *Market) rank(i int) float64 {
	f := &m.firms[i]
	return 1 + float64(f.lab.product[0].month) + f.place
}

// distrust is what buyers of bloc b dislike AI from another bloc by.
func (m *Market) distrust(l *linkState, from, b int) float64 {
	if from < 0 || from == b {
		return 0
	}
	return m.w.Asymmetries.Trust * l.spec.Distrust[from]
}

// unfrozen marks a device that nothing keeps from being renewed.
const unfrozen = -2

// mostModels is the part of a maker's unit cost that models may be when it
// first uses them: a definition, without which what is left of the cost once
// models are cheap could be next to nothing.
const mostModels = 0.5

// buildIn puts the chosen AI into one device. Its unit cost holds what models
// cost at first use, so a maker begins when they are half of it. Where new
// models are barred, what is on sale stays as it was.
func (m *Market) buildIn(l *linkState, b int, o *offer) {
	f := &m.firms[o.firm]
	s := l.choice[f.bloc][b]
	m.ownSource(l, o.firm, b, &s)
	if held := f.maker.bill[b]; math.IsNaN(held) && s.bill > mostModels*f.maker.cost {
		s = source{quality: nan, payee: -1, bloc: -1, at: -1}
	}
	frozen := &f.maker.frozen[b]
	switch {
	case m.p.Barred[l.to][f.bloc][b] != BarNew:
		*frozen = source{bloc: unfrozen}
	case frozen.bloc == unfrozen:
		*frozen = s
	default:
		s.quality, s.fee, s.payee, s.bloc = frozen.quality, frozen.fee, frozen.payee, frozen.bloc
	}
	o.ai, o.aiBloc, o.fee, o.payee, o.bill, o.at, o.from = s.quality, s.bloc, s.fee, s.payee, s.bill, s.at, l.from
	if !math.IsNaN(o.ai) {
		mean := m.segments[l.to].meanQ
		if math.IsNaN(mean) { // the first month: nobody starts with an advantage
			mean = o.ai
		}
		o.quality = l.spec.Worth*(o.ai-mean) - m.distrust(l, s.bloc, b)
	}
	o.quality += l.spec.Surplus * m.gainSince(f, &m.segments[l.from].market[b])
	if l.spec.Payer == "user" {
		o.service = m.service(l, f, b)
	}
}

// gainSince is what buyers gain in the market for the model, utils. Brands
// that were inferred from sales hold what they gained at the start.
func (m *Market) gainSince(f *firm, models *submarket) float64 {
	switch {
	case math.IsNaN(models.gain):
		return 0
	case f.spec == nil || f.maker.inferred:
		return models.gain - models.gainStart
	}
	return models.gain
}

// service is what users pay the maker for AI in the device,
//
//	take rate × service price × (1 - e^(-lead/threat)),
//
// where lead is how many months the frontier is ahead of what anybody may
// use there for nothing: open weights hit exactly this margin.
func (m *Market) service(l *linkState, f *firm, b int) float64 {
	if f.spec == nil || f.spec.Maker.Sticker == 0 {
		return 0
	}
	full := l.spec.TakeRate * f.spec.Maker.Sticker
	if lead := m.leadIn(l.from, b); lead == lead {
		return full * -math.Expm1(-lead/l.spec.Threat)
	}
	return full
}
