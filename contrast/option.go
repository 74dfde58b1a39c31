package contrast

import (
	"fmt"
	"slices"

	"github.com/undercut-sim/undercut/scenario"
)

// An Option is one way in which a scenario may go on.
type Option struct {
	Name, Title string
	Scenario    *scenario.Scenario // with the option in force
}

// An Overlay is what an option lays over a scenario: a scenario file, of the
// library by name or of the user by path, or the Text of one.
type Overlay struct {
	Name, Title string
	File        string // name or path; "" where Text is given
	Text        string
}

// A Question is a scenario as options are laid over it: under one belief, with
// settings that hold in every option.
type Question struct {
	Scenario string
	Read     func(path string) ([]byte, error)
	Rows     scenario.Rows
	Belief   string   // overlay of a belief set; "" is none
	Sets     []string // path=value, laid over all else
}

// Load resolves the scenario as it is and with each overlay. The first option
// is the scenario itself; an error of a later one names it.
func (q Question) Load(overlays []Overlay) ([]Option, error) {
	base, err := q.load(Overlay{})
	if err != nil {
		return nil, err
	}
	options := []Option{{Name: base.World.Name, Title: base.World.Title, Scenario: base}}
	for _, o := range overlays {
		for _, known := range options {
			if known.Name == o.Name {
				return nil, fmt.Errorf("option %q comes twice: give each its own name", o.Name)
			}
		}
		sc, err := q.load(o)
		if err != nil {
			return nil, fmt.Errorf("with %s: %w", o.Name, err)
		}
		options = append(options, Option{o.Name, o.Title, sc})
	}
	return options, nil
}

// load lays belief, overlay and settings over the scenario, in this order.
func (q Question) load(o Overlay) (*scenario.Scenario, error) {
	var layers []string
	if q.Belief != "" {
		layers = append(layers, q.Belief)
	}
	read := q.Read
	if o.Text != "" {
		o.File = "<option " + o.Name + ">.yaml"
		read = func(path string) ([]byte, error) {
			if path == o.File {
				return []byte(o.Text), nil
			}
			return q.Read(path)
		}
	}
	if o.File != "" {
		layers = append(layers, o.File)
	}
	return scenario.Load(q.Scenario, read, q.Rows, layers, q.Sets)
}

// Added lists the numbers of an option that the base does not have, or has
// otherwise: what the option is made of, with source and range.
func Added(base, option Option) []scenario.Number {
	var added []scenario.Number
	for _, n := range option.Scenario.Numbers {
		old := func(m scenario.Number) bool {
			return m.Path == n.Path && m.Value == n.Value && m.Low == n.Low && m.High == n.High && m.Dist == n.Dist
		}
		if !slices.ContainsFunc(base.Scenario.Numbers, old) {
			added = append(added, n)
		}
	}
	return added
}
