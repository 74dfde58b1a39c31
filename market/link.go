package market

import (
	"fmt"
	"math"
)

// A linkState is a link with its segments looked up and the month's sources.
type linkState struct {
	spec     *Link
	from, to int
	atHome   []float64  // [bloc] best open quality of the bloc for makers at home
	abroad   []float64  // [bloc] the same for makers elsewhere
	licensed []float64  // [maker of from] best closed quality to be licensed; NaN none
	choice   [][]source // [bloc of maker][bloc of buyers] what the maker builds in
}

// A source is where a device's AI may come from.
type source struct {
	worth, quality, fee float64
	payee, bloc         int
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
		n := len(w.Blocs)
		m.links = append(m.links, linkState{
			spec: l, from: from, to: to, atHome: make([]float64, n), abroad: make([]float64, n),
			licensed: make([]float64, len(m.segments[from].makers)), choice: square[source](n),
		})
	}
	return nil
}

// link chooses, for every device in every market, the AI that is built in:
// what its maker may use there, at the best balance of quality, fee and
// buyers' distrust,
//
//	max over sources of w·q - a·fee - distrust.
//
// Its value is relative to the segment: V = w(q - last month's sales-weighted
// mean), so that AI moves shares here and the size of markets through reach.
func (m *Market) link() {
	for i := range m.links {
		l := &m.links[i]
		l.spec = &m.w.Links[i]
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
			}
		}
	}
}

// findSources reads the qualities that may be built in this month.
func (m *Market) findSources(l *linkState) {
	home := l.spec.OpenForeign - m.w.Asymmetries.HeadStart*(l.spec.OpenForeign-l.spec.OpenHome)
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
}

// bestSource is what a maker from home builds in for buyers of bloc b. The
// fee for a licensed product is a share of the segment's mean price; part of
// it is waived within a bloc, all of it when the asymmetry of fees is off.
func (m *Market) bestSource(l *linkState, home, b int) source {
	best := source{worth: math.Inf(-1), payee: -1, bloc: -1, quality: nan}
	for from := range l.abroad {
		if m.p.Barred[l.from][from][b] == BarAll {
			continue
		}
		q := l.abroad[from]
		if from == home {
			q = l.atHome[from]
		}
		m.consider(l, b, source{quality: q, bloc: from, payee: -1}, &best)
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
		m.consider(l, b, source{quality: l.licensed[k], bloc: f.bloc, payee: i, fee: fee}, &best)
	}
	return best
}

func (m *Market) consider(l *linkState, b int, s source, best *source) {
	if math.IsNaN(s.quality) {
		return
	}
	s.worth = l.spec.Worth*s.quality - m.distrust(l, s.bloc, b)
	if s.fee > 0 {
		s.worth -= m.priceSlope(l.to) * s.fee
	}
	if s.worth > best.worth {
		*best = s
	}
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

// buildIn puts the chosen AI into one device. Where new models are barred,
// what is on sale stays as it was.
func (m *Market) buildIn(l *linkState, b int, o *offer) {
	f := &m.firms[o.firm]
	s := l.choice[f.bloc][b]
	frozen := &f.maker.frozen[b]
	switch {
	case m.p.Barred[l.to][f.bloc][b] != BarNew:
		*frozen = source{bloc: unfrozen}
	case frozen.bloc == unfrozen:
		*frozen = s
	default:
		s = *frozen
	}
	o.ai, o.fee, o.payee = s.quality, s.fee, s.payee
	if !math.IsNaN(o.ai) {
		mean := m.segments[l.to].meanQ
		if math.IsNaN(mean) { // the first month: nobody starts with an advantage
			mean = o.ai
		}
		o.quality = l.spec.Worth*(o.ai-mean) - m.distrust(l, s.bloc, b)
	}
	if l.spec.Payer == "user" {
		o.service = m.service(l, f)
	}
}

// service is what users pay the maker for AI in the device,
//
//	take rate × service price × (1 - e^(-lead/threat)),
//
// where lead is how many months the frontier is ahead of what anybody may
// use for nothing: open weights hit exactly this margin.
func (m *Market) service(l *linkState, f *firm) float64 {
	if f.spec == nil || f.spec.Maker.Sticker == 0 {
		return 0
	}
	full := l.spec.TakeRate * f.spec.Maker.Sticker
	if lead := m.leadMonths(&m.segments[l.from]); lead == lead {
		return full * -math.Expm1(-lead/l.spec.Threat)
	}
	return full
}
