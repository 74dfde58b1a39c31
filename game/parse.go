package game

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/scenario"
)

// ParseMove reads a move as a player types it,
//
//	tariff on=cn segments=vehicle,drone rate=0.5 name=duty
//	tariff: { on: cn, segments: [vehicle, drone], rate: 0.5 }
//	end duty
//
// the first in words, the second as in a file. Turn and role are left to the
// caller.
func ParseMove(line string) (Move, error) {
	fields := strings.Fields(line)
	if len(fields) == 0 {
		return Move{}, errors.New("the line is empty: type a move, or help")
	}
	kind := strings.TrimSuffix(fields[0], ":")
	if kind == "end" {
		if len(fields) != 2 {
			return Move{}, fmt.Errorf("end wants the name of one thing to end, it has %d", len(fields)-1)
		}
		return Move{End: fields[1]}, nil
	}
	if !slices.Contains(lever.Names(), kind) {
		return Move{}, fmt.Errorf("%q is no move: type moves for those of your role, or help", kind)
	}
	if strings.HasSuffix(fields[0], ":") {
		return readMove("", line)
	}
	name, text, err := yamlOf(kind, fields[1:])
	if err != nil {
		return Move{}, err
	}
	return readMove(name, text)
}

// ParseMove is [ParseMove] for a role: bounds in its errors are those that the
// role has, where the engine's are wider.
func (r *Role) ParseMove(line string) (Move, error) {
	m, err := ParseMove(line)
	if err == nil {
		return m, nil
	}
	word, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	kind := strings.TrimSuffix(word, ":")
	lines := strings.Split(err.Error(), "\n")
	for i := range lines {
		for _, k := range scenario.LeverKeys(kind) {
			if k.Bounds != "" && strings.HasPrefix(lines[i], "move."+k.Key+" ") {
				lines[i] = strings.Replace(lines[i], k.Bounds, r.Bounds(kind, k), 1)
			}
		}
	}
	return m, errors.New(strings.Join(lines, "\n"))
}

// Bounds says from where to where a number of a move may go for a role, "" for
// what is no number: ">= 0 and <= 2 (unit: ad valorem)".
func (r *Role) Bounds(kind string, k scenario.LeverKey) string {
	p := r.power(kind)
	if p == nil {
		return k.Bounds
	}
	for _, l := range p.Limits {
		if l.Key == k.Key {
			text := fmt.Sprintf(">= %g and <= %g", l.Min, l.Max)
			if i := strings.Index(k.Bounds, " (unit"); i >= 0 {
				text += k.Bounds[i:]
			}
			return text
		}
	}
	return k.Bounds
}

// yamlOf turns key=value words into a lever as a file has it, and takes the
// name out.
func yamlOf(kind string, words []string) (name, text string, err error) {
	keys := scenario.LeverKeys(kind)
	var parts []string
	for _, w := range words {
		key, value, ok := strings.Cut(w, "=")
		switch i := slices.IndexFunc(keys, func(k scenario.LeverKey) bool { return k.Key == key }); {
		case !ok || value == "":
			return "", "", fmt.Errorf("%q: want key=value, without spaces around =", w)
		case key == "name":
			name = value
		case i >= 0 && keys[i].List:
			parts = append(parts, key+": ["+strings.ReplaceAll(value, ",", ", ")+"]")
		default: // an unknown key is reported with the known ones
			parts = append(parts, key+": "+value)
		}
	}
	return name, kind + ": { " + strings.Join(parts, ", ") + " }", nil
}

func readMove(name, text string) (Move, error) {
	var m struct {
		Move lever.Lever `yaml:"move" doc:"a lever"`
	}
	err := format.Read("the move", []byte("move: { "+text+" }\n"), &m).Err()
	var all scenario.Problems
	if errors.As(err, &all) { // places in a line of YAML that nobody typed say nothing
		var plain []error
		for _, p := range all {
			plain = append(plain, errors.New(p.Message))
		}
		err = errors.Join(plain...)
	}
	return Move{Name: name, Move: m.Move}, err
}
