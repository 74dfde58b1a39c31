package market

import (
	"math"

	"github.com/undercut-sim/undercut"
)

const (
	closedLicence = undercut.Closed
	openLicence   = undercut.Open
)

// release brings out flagships and small products that are due. A lab brings
// out nothing worse than what it has: it tries again the next month.
func (m *Market) release() error {
	for _, i := range m.turns() {
		f := &m.firms[i]
		if !f.here || f.spec == nil || f.spec.Lab == nil {
			continue
		}
		m.reconsider(i)
		if m.t >= f.lab.next && f.lab.run > 0 {
			if err := m.releaseFlagship(i); err != nil {
				return err
			}
		}
		if f.lab.small >= 0 && m.t >= f.lab.small {
			m.releaseSmall(i)
		}
		m.earn(f)
	}
	return nil
}

// reconsider changes a lab's mind on the licence of its further releases, from
// listed_until on: before that licences follow the script. An open lab closes
// at the closing hazard. A closed lab that has fallen behind the frontier by
// more than parity opens at the opening hazard: what nobody pays a premium for
// can at least be spread.
func (m *Market) reconsider(i int) {
	f, t := &m.firms[i], m.w.Technology
	seg := &m.segments[f.seg]
	if m.now < t.ListedUntil || m.t == 0 || m.chooses() {
		return
	}
	u := m.uniform(f.streamLicence)
	if f.lab.licence == openLicence {
		if u < rate(t.Closing) {
			f.lab.licence = closedLicence
		}
		return
	}
	before := &seg.frontier[m.t-1]
	if before.best[f.local] < before.bestAny-seg.parity() && u < rate(t.Opening) {
		f.lab.licence = openLicence
	}
}

// license decides the licence of a release this month: a lever's, or the
// lab's own, which it may choose anew (openness.go).
func (m *Market) license(i int, fresh product) (undercut.Licence, error) {
	switch m.p.Licence[i] {
	case ForceClosed:
		return closedLicence, nil
	case ForceOpen:
		return openLicence, nil
	}
	f := &m.firms[i]
	if m.chooses() && !fresh.held { // what is held back meets no market to choose by
		l, err := m.bestReply(i, fresh)
		f.lab.licence = l
		return l, err
	}
	return f.lab.licence, nil
}

func (m *Market) releaseFlagship(i int) error {
	f := &m.firms[i]
	t, craft := m.w.Technology, &m.segments[f.seg].craft
	q := copyQuality(m.ownQuality(f), m.seen(i), craft.FollowCost*m.p.Follow[f.bloc])
	old := &f.lab.product[undercut.Flagship]
	if old.live && q <= old.quality {
		return nil
	}
	m.closeGeneration(f)
	fresh := product{live: true, quality: q, compute: m.physical(f), month: m.t, held: !m.sells(i, int(undercut.Flagship))}
	fresh.serve = craft.ServeStart * f.spec.Lab.Serve * math.Pow(10, t.ServeScale*fresh.compute)
	licence, err := m.license(i, fresh)
	if err != nil {
		return err
	}
	fresh.licence = licence
	m.retire(f, undercut.Flagship, fresh.shown())
	f.lab.product[undercut.Flagship] = fresh
	f.lab.released, f.lab.opened = true, f.lab.opened || fresh.shown() == openLicence
	u := m.uniform(f.streamNext)
	f.lab.next = m.t + int(math.Round(t.ReleaseMin+u*(t.ReleaseMax-t.ReleaseMin)))
	if craft.Flagship < 0.5 {
		f.lab.small = m.t + int(math.Round(t.SmallAfter))
	}
	f.clearPrices(undercut.Flagship)
	return nil
}

// releaseSmall brings out the flagship's small sister under the same licence,
// closed where a lever has closed the lab's releases in the meantime. One that
// opens them leaves the sister of a closed flagship closed.
func (m *Market) releaseSmall(i int) {
	f := &m.firms[i]
	big := f.lab.product[undercut.Flagship]
	if m.p.Licence[i] == ForceClosed {
		big.licence = closedLicence
	}
	f.lab.small, big.held = -1, !m.sells(i, int(undercut.Small))
	m.retire(f, undercut.Small, big.shown())
	big.quality -= m.w.Technology.SmallGap
	big.serve *= m.w.Technology.SmallCost
	big.month = m.t
	f.lab.product[undercut.Small] = big
	f.lab.opened = f.lab.opened || big.shown() == openLicence
	f.clearPrices(undercut.Small)
}

// retire takes an old product off the list. Open weights that a closed
// release replaces stay in the world as the owner's legacy if they are the
// best that it left.
func (m *Market) retire(f *firm, tier undercut.Tier, next undercut.Licence) {
	old := f.lab.product[tier]
	if old.live && old.licence == openLicence && next == closedLicence {
		f.bequeath(old)
	}
	f.lab.product[tier] = product{}
}

// bequeath keeps open weights in the world, if they were out and beat the
// present legacy.
func (f *firm) bequeath(p product) {
	legacy := &f.lab.product[undercut.Legacy]
	if !p.held && (!legacy.live || p.quality > legacy.quality) {
		*legacy = p
	}
}

// earn moves the share of the closed premium that a lab has earned: towards 1
// while its flagship is closed, towards 0 while it is open. The rest of the
// premium is the segment's (premium.go).
func (m *Market) earn(f *firm) {
	p := m.segments[f.seg].spec.Premium
	if p == nil {
		return
	}
	goal := 0.0
	if f.lab.product[undercut.Flagship].licence == closedLicence {
		goal = 1
	}
	f.lab.earned += fade(12*p.Earn) * (goal - f.lab.earned)
}

func (f *firm) clearPrices(tier undercut.Tier) {
	for b := range f.price {
		f.price[b][tier] = nan
	}
}
