package reconcile

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/undercut-sim/undercut/evidence"
)

// A Change is what a row says that was not known.
type Change struct {
	Verb  string
	Table string // file name
	Place string // in the file that was read; empty of what it lacks

	price, was *evidence.Price // of prices, of which there are many: put into words when asked
	other      *texts          // of all other tables
}

type texts struct{ name, is, was string }

// Name is what the change is of: a release, or release, provider and kind of
// an offer.
func (c *Change) Name() string {
	if c.price == nil {
		return c.other.name
	}
	return fmt.Sprintf("%s · %s · %v", c.price.Release, c.price.Provider, c.price.Kind)
}

// Is is what the row says, with its day if that is not the one on which it was
// seen.
func (c *Change) Is() string {
	if c.price == nil {
		return c.other.is
	}
	if c.price.From != c.price.Seen {
		return fmt.Sprintf("%s from %v", inWords(c.price), c.price.From)
	}
	return inWords(c.price)
}

// Was is what was known; empty if nothing was.
func (c *Change) Was() string {
	switch {
	case c.price == nil:
		return c.other.was
	case c.was == nil:
		return ""
	}
	return fmt.Sprintf("%s since %v by %s", inWords(c.was), c.was.From, c.was.Source)
}

// MarshalJSON writes all of it.
func (c *Change) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Verb  string `json:"verb"`
		Table string `json:"table"`
		Name  string `json:"name"`
		Is    string `json:"is"`
		Was   string `json:"was,omitempty"`
		Place string `json:"place,omitempty"`
	}{c.Verb, c.Table, c.Name(), c.Is(), c.Was(), c.Place})
}

// inWords is a price as people write it.
func inWords(p *evidence.Price) string {
	if p.Removed {
		return "not on sale"
	}
	money := func(x float64) string { return "$" + strconv.FormatFloat(x, 'g', 6, 64) }
	text := money(p.In) + " in, " + money(p.Out) + " out"
	if p.Cached == p.Cached {
		text += ", " + money(p.Cached) + " cached"
	}
	if p.Suspect != "" {
		text += " (suspect: " + p.Suspect + ")"
	}
	return text
}
