package game

import (
	"slices"

	"github.com/undercut-sim/undercut/market"
)

// A Role is somebody whom a person can play.
type Role struct {
	Name   string
	Doc    string // who it is
	Plays  Kind   // what it may be played as: a bloc, a lab, a maker of chips
	Is     string // bloc or firm unless a game says otherwise
	After  string // what it wants, in words
	Powers []Power
	aim    aim
}

// A Kind says what a role is in the world.
type Kind uint8

// The kinds.
const (
	Bloc     Kind = iota // a state
	Lab                  // a firm with a lab
	Chips                // a firm that makes accelerators
	Investor             // holds the labs of a bloc
)

var kindWords = [...]string{"a bloc", "a lab", "a maker of chips", "a bloc that has labs"}

// A Power is a kind of lever that a role may use, and how.
type Power struct {
	Kind   string  // key of the lever in files
	Own    Own     // what of it must be the role's own
	Limits []Limit // narrower than the lever's own bounds
}

// A Limit bounds a number of a lever in the hand of a role.
type Limit struct {
	Key      string
	Min, Max float64
}

// Own says which key of a lever names what the role must own.
type Own uint8

// The rules of ownership.
const (
	OwnBy    Own = iota // `by` is its bloc
	OwnBloc             // `firms`, or all of `bloc`, sit in its bloc
	OwnFirm             // `firms` is its firm
	OwnAmong            // its firm is one of `firms`, the others are nobody's in the game
	NotOwnOn            // `on` is any bloc but its own
	OwnAll              // it is about the whole world
)

// MostMoves is how many moves a role may make in a turn, ends included.
const MostMoves = 3

// roles is the table of roles, in the order in which a turn's moves are shown.
// The bounds are rules of the game: what a government or firm could plausibly
// do from one quarter to the next, tighter than what the engine can compute.
var roles = []Role{
	{
		Name: "beijing", Doc: "the Chinese state", Plays: Bloc, Is: "cn",
		After: "profit of its firms and hosts, duties and taxes less state money, and prestige at " + prestigeText,
		aim:   aim{flow: ofState(prestige)},
		Powers: []Power{
			{"subsidy", OwnBy, []Limit{{"rate", 0, 0.3}}},
			{"purchase_subsidy", OwnBy, []Limit{{"rate", 0, 0.3}}},
			{"grant", OwnBy, []Limit{{"amount", 0, 50}}},
			{"tariff", OwnBy, []Limit{{"rate", 0, 2}}},
			{"ban", OwnBy, nil},
			{"licence", OwnBloc, nil},
			{"open_weights", OwnBy, nil},
			{"price_war", OwnBloc, []Limit{{"factor", 0.3, 1}}},
			{"procurement", OwnBy, []Limit{{"amount", 0, 50}}},
			{"compute_tax", OwnBy, []Limit{{"rate", 0, 1}}},
			{"bailout", OwnBy, nil},
		},
	},
	{
		Name: "washington", Doc: "the American state", Plays: Bloc, Is: "us",
		After: "profit of its firms and hosts, duties and taxes less state money, and what its buyers gain",
		aim:   aim{flow: ofState(buyers)},
		Powers: []Power{
			{"tariff", OwnBy, []Limit{{"rate", 0, 2}}},
			{"ban", OwnBy, nil},
			{"export_control", NotOwnOn, []Limit{{"train", 1, 10}, {"serve", 1, 10}}},
			{"distillation", NotOwnOn, []Limit{{"lag", 0, 12}, {"cost", 1, 10}}},
			{"subsidy", OwnBy, []Limit{{"rate", 0, 0.3}}},
			{"purchase_subsidy", OwnBy, []Limit{{"rate", 0, 0.3}}},
			{"grant", OwnBy, []Limit{{"amount", 0, 50}}},
			{"open_weights", OwnBy, nil},
			{"procurement", OwnBy, []Limit{{"amount", 0, 50}}},
			{"compute_tax", OwnBy, []Limit{{"rate", 0, 1}}},
			{"bailout", OwnBy, nil},
		},
	},
	{
		Name: "closed-lab", Doc: "a lab that sells access", Plays: Lab, Is: "openai",
		After: labAfter, aim: ofLab, Powers: labPowers(),
	},
	{
		Name: "open-lab", Doc: "a lab that gives weights away", Plays: Lab, Is: "deepseek",
		After: labAfter, aim: ofLab, Powers: labPowers(),
	},
	{
		Name: "chip-maker", Doc: "a seller of accelerators", Plays: Chips, Is: "nvidia",
		After: "its gross profit", aim: aim{flow: grossProfit},
		Powers: []Power{
			{"chip_price", OwnFirm, []Limit{{"factor", 0.5, 2}}},
			{"embargo", OwnFirm, nil},
			{"alliance", OwnAmong, nil},
		},
	},
	{
		Name: "investor", Doc: "holds the labs of a bloc", Plays: Investor, Is: "us",
		After: "rise of the value of these labs less the money that they raise",
		aim:   aim{flow: raised, stock: holdings},
		Powers: []Power{
			{"backing", OwnBloc, []Limit{{"amount", 0, 20}}},
			{"capital", OwnAll, []Limit{{"factor", 0.3, 2}}},
		},
	},
}

const labAfter = "rise of its value and cash less the money that it raises"

// labPowers are the same for every lab: who gives away is their choice.
func labPowers() []Power {
	return []Power{
		{"licence", OwnFirm, nil},
		{"price_war", OwnFirm, []Limit{{"factor", 0.3, 1}}},
		{"research", OwnFirm, []Limit{{"factor", 0.3, 2}}},
		{"tier", OwnFirm, nil},
		{"niche", OwnFirm, nil},
		{"alliance", OwnAmong, nil},
	}
}

// Roles returns the table of roles.
func Roles() []Role { return slices.Clone(roles) }

// RoleNamed returns a role of the table, nil if there is none of that name.
func RoleNamed(name string) *Role {
	if i := rank(name); i < len(roles) {
		return &roles[i]
	}
	return nil
}

// rank is a role's place in the table; unknown ones come last.
func rank(role string) int {
	for i := range roles {
		if roles[i].Name == role {
			return i
		}
	}
	return len(roles)
}

func roleNames() (names []string) {
	for i := range roles {
		names = append(names, roles[i].Name)
	}
	return names
}

// power returns what a role may do with a kind of lever, or nil.
func (r *Role) power(kind string) *Power {
	for i := range r.Powers {
		if r.Powers[i].Kind == kind {
			return &r.Powers[i]
		}
	}
	return nil
}

// Kinds lists the kinds of levers that a role may use.
func (r *Role) Kinds() (kinds []string) {
	for _, p := range r.Powers {
		kinds = append(kinds, p.Kind)
	}
	return kinds
}

// place says which bloc or firm of a world a name stands for, as an index;
// ok is false if the world has none that the role could play, and known lists
// those that it could.
func (r *Role) place(w *market.World, name string) (at int, ok bool, known []string) {
	note := func(i int, n string) {
		known = append(known, n)
		if n == name {
			at, ok = i, true
		}
	}
	switch r.Plays {
	case Bloc:
		for i, b := range w.Blocs {
			note(i, b.Name)
		}
	case Investor:
		for i, b := range w.Blocs {
			if hasLab(w, b.Name) {
				note(i, b.Name)
			}
		}
	default:
		for i, f := range w.Firms {
			if r.Plays == Lab && f.Lab != nil || r.Plays == Chips && f.Chips != nil {
				note(i, f.Name)
			}
		}
	}
	return at, ok, known
}

func hasLab(w *market.World, bloc string) bool {
	for i := range w.Firms {
		if w.Firms[i].Lab != nil && w.Firms[i].Bloc == bloc {
			return true
		}
	}
	return false
}
