package market

import (
	"math"

	"github.com/undercut-sim/undercut"
)

// View returns the month that the last Step ran, as indicators read it. Its
// slices are overwritten by the next Step.
func (m *Market) View() undercut.View { return m.view }

// record writes the month into the view.
func (m *Market) record() {
	v := &m.view
	v.AsOf = m.now
	v.Rows, v.Markets, v.Books, v.States = v.Rows[:0], v.Markets[:0], v.Books[:0], v.States[:0]
	for s := range m.segments {
		for b := range m.segments[s].market {
			k := &m.segments[s].market[b]
			for j := range k.offers {
				v.Rows = append(v.Rows, m.row(s, b, k, &k.offers[j]))
			}
			v.Markets = append(v.Markets, undercut.MarketRow{Month: m.now, Segment: s, Market: b, Mass: k.mass, Worth: k.worth, Outside: k.outside})
		}
	}
	for i := range m.firms {
		v.Books = append(v.Books, m.firmRow(i))
	}
	for b := range m.blocs {
		bl := &m.blocs[b]
		r := undercut.BlocRow{Month: m.now, Bloc: b, Prestige: bl.prestige, News: bl.news, Tariffs: bl.tariffs, Tax: bl.tax, Subsidy: bl.subsidy, Procurement: bl.procured, HostPro: bl.hosts, Compute: bl.scarcity}
		if m.w.Technology != nil {
			r.Compute = m.computePrice * bl.weight * (1 + m.p.ComputeTax[b])
		}
		v.States = append(v.States, r)
	}
}

func (m *Market) row(s, b int, k *submarket, o *offer) undercut.Row {
	seg := &m.segments[s]
	r := undercut.Row{
		Month: m.now, Segment: s, Market: b, Firm: o.firm, Tier: undercut.Tier(o.tier), Licence: o.licence,
		Price: o.price, Low: o.price, Cost: o.cost, Quality: o.quality, Share: o.share, Outside: k.outside, Worth: o.worth,
	}
	if !(o.share > 0) {
		return r
	}
	units, paid := seg.sales(k, o)
	units, paid = units+o.embedded+o.procured, paid+o.embedded*o.price/perToken+o.procured*o.price*perUnit
	r.Units = units
	if seg.layer == undercut.Model {
		kept := paid * o.keep
		cost := units * o.cost / perToken
		royalty := 0.0
		if o.licence == closedLicence {
			o.first = 1
		} else if m.firms[o.firm].here {
			royalty = o.royalty * (1 - o.first) * kept
		}
		if o.licence == openLicence {
			r.Low = o.price / math.Sqrt(seg.spec.Hosts.Spread)
		}
		r.Revenue = o.first*kept + royalty
		r.Profit = o.first*(kept-cost) + royalty
		r.Hosted = (1-o.first)*kept - royalty
		r.HostPro = (1-o.first)*(kept-cost) - royalty
		return r
	}
	f := &m.firms[o.firm]
	r.Revenue = paid/((1+m.p.Tariff[s][f.bloc][b])*(1-m.p.BuyerSub[s][b])) + units*o.service*perUnit
	r.Cost = o.cost + o.bill
	r.Profit = units * o.margin() * perUnit
	return r
}

func (m *Market) firmRow(i int) undercut.FirmRow {
	f := &m.firms[i]
	fl := &f.flow
	best, open := nan, nan
	if seg := &m.segments[f.seg]; seg.frontier != nil {
		best, open = seg.frontier[m.t].best[f.local], seg.frontier[m.t].open[f.local]
	}
	return undercut.FirmRow{
		Month: m.now, Firm: i, Alive: f.alive && (f.here || f.spec == nil), Cash: f.cash, Value: f.value, DayMove: f.dayMove,
		Research: fl.research, Revenue: fl.revenue, Gross: fl.gross + fl.fees + fl.royalty,
		Overhead: fl.overhead + fl.fixed + fl.idle, Subsidy: fl.subsidy + fl.grant, Grant: fl.grant, Funding: fl.funding, Transfer: fl.transfer,
		Best: best, BestOpen: open, Payback: f.lab.payRun, PaybackAll: f.lab.payAll,
	}
}
