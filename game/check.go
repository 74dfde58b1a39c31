package game

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/scenario"
)

// A Table is a game that has been checked against its scenario: the seats are
// places of its world and every move is whole and allowed.
type Table struct {
	*Game
	Scenario *scenario.Scenario

	hash   string   // see hashOf
	seats  []seated // in step with Game.Seats
	orders []order  // in step with Game.Moves
}

// A seated role is a seat with its place in the world.
type seated struct {
	role *Role
	is   string
	by   string
	at   int // bloc or firm
	bloc string
}

// Sit checks a game against its scenario, completes what moves leave out and
// returns the table to play it at. The error holds everything that is wrong:
// scenario.Problems with their places for a game from a file.
func (g *Game) Sit(sc *scenario.Scenario) (*Table, error) {
	t := &Table{Game: g, Scenario: sc, hash: hashOf(sc)}
	c := checker{Table: t, reading: g.reading}
	if !c.bounds() || !c.terms() {
		return nil, c.err()
	}
	c.seat()
	if err := c.absent(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(g.Moves, func(a, b Move) int {
		if a.Turn != b.Turn {
			return a.Turn - b.Turn
		}
		return rank(a.Role) - rank(b.Role)
	})
	for i := range g.Moves {
		c.move(i)
	}
	return t, c.err()
}

// Add checks a move and puts it at the end of the game; a move that is not
// allowed changes nothing.
func (t *Table) Add(m Move) error { return t.add(m, false) }

// add is Add for moves that a person gives or that the program chose.
func (t *Table) add(m Move, chosen bool) error {
	moves, orders := t.Moves, t.orders
	t.Moves = append(slices.Clone(moves), m)
	t.orders = slices.Clone(orders)
	c := checker{Table: t, chosen: chosen}
	c.move(len(moves))
	if err := c.err(); err != nil {
		t.Moves, t.orders = moves, orders
		return err
	}
	return nil
}

// Undo takes back the last move of a role in a turn; false if there is none.
func (t *Table) Undo(role string, turn int) bool {
	for i := len(t.Moves) - 1; i >= 0; i-- {
		if m := t.Moves[i]; m.Turn == turn && m.Role == role {
			t.Moves, t.orders = slices.Delete(slices.Clone(t.Moves), i, i+1), slices.Delete(slices.Clone(t.orders), i, i+1)
			return true
		}
	}
	return false
}

// Turns is the number of turns of the game.
func (g *Game) Turns() int { return g.Months / g.Turn }

// Begins returns the first month of a turn, counted from 1.
func (g *Game) Begins(turn int) undercut.Month { return g.From + undercut.Month((turn-1)*g.Turn) }

// A checker gathers what is wrong.
type checker struct {
	*Table
	reading *scenario.Reading
	chosen  bool // the moves are best replies
	found   []error
}

func (c *checker) problem(path, text string, args ...any) {
	if c.reading != nil {
		c.reading.Problem(path, text, args...)
		return
	}
	c.found = append(c.found, fmt.Errorf("%s "+text, append([]any{path}, args...)...))
}

func (c *checker) err() error {
	if c.reading != nil {
		return c.reading.Err()
	}
	return errors.Join(c.found...)
}

// bounds holds the numbers of a game that came from no file to the bounds of
// their keys, as a file's were when it was read; it is false if one is beyond.
func (c *checker) bounds() bool {
	if c.reading != nil {
		return true
	}
	v, sound := reflect.ValueOf(c.Game).Elem(), true
	for i := range v.NumField() {
		tag := v.Type().Field(i).Tag
		least, has := tag.Lookup("min")
		if !has {
			continue
		}
		name, _, _ := strings.Cut(tag.Get("yaml"), ",")
		lo, err := strconv.ParseInt(least, 10, 64)
		hi, want := int64(math.MaxInt64), least+" or more"
		if most, ok := tag.Lookup("max"); ok && err == nil {
			hi, err = strconv.ParseInt(most, 10, 64)
			want = least + " to " + most
		}
		if x := v.Field(i).Int(); err != nil || x < lo || x > hi {
			c.problem(name, "is %d: want %s", x, want)
			sound = false
		}
	}
	return sound
}

// terms checks length and dates; it is false if turns cannot be told.
func (c *checker) terms() bool {
	g, w := c.Game, &c.Scenario.World
	if g.Turn != 1 && g.Turn != 3 {
		if !c.told("turn") {
			c.problem("turn", "is %d: want 1 (months) or 3 (quarters)", g.Turn)
		}
		return false
	}
	if g.Months%g.Turn != 0 {
		c.problem("months", "is %d, which is no multiple of the turn of %d months: want %d or %d", g.Months, g.Turn, g.Months-g.Months%g.Turn, g.Months-g.Months%g.Turn+g.Turn)
	}
	switch last := g.From + undercut.Month(g.Months) - 1; {
	case g.From == 0: // reported as missing
	case g.From < w.Start || g.From > w.End:
		c.problem("from", "is %v: %s runs from %v to %v", g.From, w.Name, w.Start, w.End)
		return false
	case g.From == w.Start:
		c.problem("from", "is %v, with which %s begins: a game looks back on a month before it; want %v or later", g.From, w.Name, w.Start+1)
		return false
	case last > w.End && int(w.End-g.From)+1 < g.Turn:
		c.problem("from", "is %v: %s ends in %v, before a turn of %d months does; want an earlier month", g.From, w.Name, w.End, g.Turn)
		return false
	case last > w.End:
		most := int(w.End-g.From) + 1
		c.problem("months", "is %d, which ends in %v: %s ends in %v; want at most %d", g.Months, last, w.Name, w.End, most-most%g.Turn)
	}
	return true
}

// seat finds each role's place in the world and puts the seats in the order of
// the table.
func (c *checker) seat() {
	taken := map[string]string{} // what is played, by whom
	if len(c.Seats) == 0 {
		c.problem("roles", "is empty: name at least one of %s", strings.Join(roleNames(), ", "))
	}
	slices.SortStableFunc(c.Seats, func(a, b Seat) int { return rank(a.Name) - rank(b.Name) })
	for i := range c.Seats {
		s := &c.Seats[i]
		path := "roles." + s.Name
		r := RoleNamed(s.Name)
		if r == nil {
			c.problem(path, "is no role: want %s", strings.Join(roleNames(), ", "))
			c.seats = append(c.seats, seated{role: &Role{Name: s.Name}})
			continue
		}
		if s.Is == "" {
			s.Is = r.Is
		}
		if s.By == "" {
			s.By = ByMoves
		}
		at, ok, known := r.place(&c.Scenario.World, s.Is)
		what := fmt.Sprint(r.Plays, s.Is)
		switch {
		case !ok && len(known) == 0:
			c.problem(path, "owns nothing here: it plays %s, and %s has none; leave the role out", kindWords[r.Plays], c.Scenario.World.Name)
		case !ok:
			c.problem(path, "owns nothing here: it is %q, and it plays %s: want one of %s as %s=NAME (is: NAME in a file), or leave the role out",
				s.Is, kindWords[r.Plays], strings.Join(known, ", "), s.Name)
		case taken[what] != "":
			c.problem(path, "is %s, which %s plays already: give one of them another", s.Is, taken[what])
		}
		taken[what] = s.Name
		bloc := s.Is
		if ok && (r.Plays == Lab || r.Plays == Chips) {
			bloc = c.Scenario.World.Firms[at].Bloc
		}
		c.seats = append(c.seats, seated{r, s.Is, s.By, at, bloc})
	}
}

// absent reports the roles whose firm the scenario's levers keep out of the
// market as the game begins, all labs of the bloc for an investor: what they did
// would change nothing.
func (c *checker) absent() error {
	if c.err() != nil {
		return nil // seats may have no place
	}
	r, err := c.runner()
	if err != nil {
		return err
	}
	r.policy.Reset()
	r.apply(c.Scenario.Levers, c.From)
	for i := range c.seats {
		s, w := &c.seats[i], &c.Scenario.World
		out := false
		switch s.role.Plays {
		case Lab, Chips:
			out = r.policy.Absent[s.at]
		case Investor:
			out = !slices.ContainsFunc(w.Firms, func(f market.Firm) bool {
				return f.Lab != nil && f.Bloc == s.is && !r.policy.Absent[firmNamed(w, f.Name)]
			})
		}
		if out {
			c.problem("roles."+s.role.Name, "owns nothing here: levers of %s keep %s out of the market in %v; play another as %s=NAME (is: NAME in a file), or leave the role out", w.Name, s.is, c.From, s.role.Name)
		}
	}
	return nil
}

func firmNamed(w *market.World, name string) int {
	return slices.IndexFunc(w.Firms, func(f market.Firm) bool { return f.Name == name })
}

// seatOf returns the seat of a role, nil if it is not in the game.
func (t *Table) seatOf(role string) *seated {
	for i := range t.seats {
		if t.seats[i].role.Name == role {
			return &t.seats[i]
		}
	}
	return nil
}
