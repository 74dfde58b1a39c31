package game

import (
	"fmt"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/scenario"
)

// An order is a move made ready for the engine.
type order struct {
	seat   *seated
	from   undercut.Month
	to     undercut.Month // first month in which it is no longer in force; 0: for good
	script int            // the scenario's lever that it ends; -1 if none
}

// until is the first month in which move k is no longer in force, by its own
// window or because a later move ends it; 0: it stays for good.
func (t *Table) until(k int) undercut.Month { return t.ends(k, nil) }

// ends is until where only some moves are made.
func (t *Table) ends(k int, keep choice) undercut.Month {
	to := t.orders[k].to
	for i := range t.orders {
		m := &t.Moves[i]
		if m.End == "" || m.End != t.Moves[k].Name || m.Role != t.Moves[k].Role || keep != nil && !keep(i) {
			continue
		}
		if from := t.orders[i].from; to == 0 || from < to {
			to = from
		}
	}
	return to
}

// move checks the move at i against those before it and completes it.
func (c *checker) move(i int) {
	m := &c.Moves[i]
	if m.path == "" {
		m.path = "move"
	}
	c.orders = append(c.orders, order{script: -1})
	o := &c.orders[i]
	if o.seat = c.seatOf(m.Role); o.seat == nil {
		c.problem(m.path+".role", "is %q, which is not in this game: want one of %s", m.Role, strings.Join(c.seatNames(), ", "))
		return
	}
	if c.told(m.path + ".turn") {
		return
	}
	if m.Turn < 1 || m.Turn > c.Turns() {
		c.problem(m.path+".turn", "is %d: the game has turns 1 to %d", m.Turn, c.Turns())
		return
	}
	o.from = c.Begins(m.Turn)
	if o.seat.by != ByMoves && !c.chosen && m.Turn > len(c.Played) {
		c.problem(m.path+".role", "is %s, which plays by %s: leave the move out, or let it play by moves", m.Role, o.seat.by)
	}
	c.name(i)
	made := 0
	for k := range c.Moves[:i] {
		if c.Moves[k].Role == m.Role && c.Moves[k].Turn == m.Turn {
			made++
		}
	}
	if made >= MostMoves {
		c.problem(m.path, "is move %d of %s in turn %d: a role has %d a turn; make it in another", made+1, m.Role, m.Turn, MostMoves)
	}
	switch {
	case m.Move == nil && c.reading != nil && c.reading.Has(m.path+".move"): // told when it was read
	case m.Move == nil && m.End == "":
		c.problem(m.path, "does nothing: give move, a lever, or end, the name of one to end")
	case m.Move != nil && m.End != "":
		c.problem(m.path, "has both move and end: make two moves of it")
	case m.End != "":
		c.end(m, o)
	default:
		c.lever(i)
	}
}

// told reports whether a file's reading has said already what is wrong there.
func (c *checker) told(path string) bool { return c.reading != nil && c.reading.Told(path) }

// name gives a move without a name one of its own.
func (c *checker) name(i int) {
	m := &c.Moves[i]
	if m.Name != "" {
		if slices.Contains(c.Scenario.LeverNames, m.Name) {
			c.problem(m.path+".name", "is %q, as a lever of the scenario is called: choose another", m.Name)
		}
		for k := range c.Moves[:i] {
			if c.Moves[k].Name == m.Name {
				c.problem(m.path+".name", "is %q, as another move is called: choose another", m.Name)
			}
		}
		return
	}
	for n := 1; ; n++ {
		m.Name = fmt.Sprintf("%s-%d", m.Role, n)
		if m.End != "" && n == 1 {
			m.Name = "end-" + m.End
		}
		taken := func(o Move) bool { return o.Name == m.Name }
		if !slices.ContainsFunc(c.Moves[:i], taken) && !slices.ContainsFunc(c.Moves[i+1:], taken) {
			return
		}
	}
}

// lever checks a lever: whether the role has it, owns what it is about, stays
// within its bounds and does not say it twice.
func (c *checker) lever(i int) {
	m, o := &c.Moves[i], &c.orders[i]
	at := m.path
	if c.reading != nil {
		at += ".move"
	}
	kind := scenario.KindOf(m.Move)
	p := o.seat.role.power(kind)
	if p == nil {
		c.problem(at, "is %s, which is not for %s: it has %s", kind, m.Role, strings.Join(o.seat.role.Kinds(), ", "))
		return
	}
	c.dates(m, o, at)
	p.complete(m.Move, o.seat)
	if key, why := c.foreign(p, m.Move, o.seat); why != "" {
		c.problem(at+"."+key, "%s", why)
		return
	}
	for _, l := range p.Limits {
		if x := key(m.Move, l.Key).Float(); (x < l.Min || x > l.Max) && !c.told(at+"."+l.Key) {
			c.problem(at+"."+l.Key, "is %g: %s may go from %g to %g in a turn", x, m.Role, l.Min, l.Max)
		}
	}
	c.bind(at, m.Move)
	for k := range c.Moves[:i] {
		before := &c.Moves[k]
		if before.Role != m.Role || before.Move == nil || scenario.KindOf(before.Move) != kind || !overlap(before.Move, m.Move, p.common(o.seat)) {
			continue
		}
		if to := c.until(k); (to == 0 || o.from < to) && (o.to == 0 || c.orders[k].from < o.to) {
			c.problem(at, "contradicts %s of turn %d (%s), which is still in force: end that one first (end: %s), or give it a `to`", before.Name, before.Turn, kind, before.Name)
		}
	}
}

// bind looks up the names of a lever. Of a key that could not be read, the error
// of Bind, which begins with it, says nothing new.
func (c *checker) bind(at string, l lever.Lever) {
	err := l.Bind(&c.Scenario.World)
	switch {
	case err == nil:
	case c.reading == nil:
		c.found = append(c.found, err)
	default:
		first, _, _ := strings.Cut(err.Error(), " ")
		if _, key, ok := strings.Cut(first, "."); !ok || !c.told(at+"."+key) {
			c.reading.Bind(at, l, &c.Scenario.World)
		}
	}
}

// dates completes the window of a move, which opens in its turn.
func (c *checker) dates(m *Move, o *order, at string) {
	w := window(m.Move)
	next := c.Begins(m.Turn + 1)
	switch {
	case w.From == 0:
		key(m.Move, "from").SetInt(int64(o.from))
		w.From = o.from
	case w.From < o.from:
		c.problem(at+".from", "is %v, before turn %d, which begins in %v: the past stays; leave `from` out", w.From, m.Turn, o.from)
	case w.From >= next:
		c.problem(at+".from", "is %v, after turn %d, which ends before %v: make the move in its own turn", w.From, m.Turn, next)
	case w.From > o.from:
		c.problem(at+".from", "is %v, after %v, with which turn %d begins: moves take effect in the first month of their turn; leave `from` out", w.From, o.from, m.Turn)
	}
	if w.To != 0 && w.To <= w.From {
		c.problem(at+".to", "is %v, not after %v, where it begins: give a later month, or leave it out", w.To, w.From)
	}
	o.from, o.to = w.From, w.To
}

// end finds what a move ends: an own move in force, or an own lever of the
// scenario.
func (c *checker) end(m *Move, o *order) {
	own := c.inForce(m.Role, o.from)
	if !slices.Contains(own, m.End) {
		c.problem(m.path+".end", "is %q, which is nothing of %s that is in force in %v: want %s", m.End, m.Role, o.from, orNone(own))
	}
	o.script = slices.Index(c.Scenario.LeverNames, m.End)
}

// inForce names the own moves and levers of the scenario that a role could end
// in a month.
func (t *Table) inForce(role string, at undercut.Month) (own []string) {
	for k := range t.orders {
		m := &t.Moves[k]
		if m.Role == role && m.Move != nil && t.orders[k].from < at && (t.until(k) == 0 || t.until(k) >= at) {
			own = append(own, m.Name)
		}
	}
	seat := t.seatOf(role)
	for k, l := range t.Scenario.Levers {
		p, w, name := seat.role.power(scenario.KindOf(l)), window(l), t.Scenario.LeverNames[k]
		if name == "" || p == nil || w.From >= at || w.To != 0 && w.To <= at {
			continue
		}
		if _, why := t.foreign(p, l, seat); why == "" {
			own = append(own, name)
		}
	}
	return own
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "a move of its own first; there is none"
	}
	return "one of " + strings.Join(names, ", ")
}

func (t *Table) seatNames() (names []string) {
	for i := range t.seats {
		names = append(names, t.seats[i].role.Name)
	}
	return names
}

// InForce names what a role may end in a turn.
func (t *Table) InForce(role string, turn int) []string { return t.inForce(role, t.Begins(turn)) }
