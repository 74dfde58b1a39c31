package scenario

import (
	"regexp"
	"slices"
	"strings"
)

// settings is the source of what is set on the command line.
const settings = "--set"

var settable = regexp.MustCompile(`^[A-Za-z0-9_.#~-]+$`)

// unsettable are keys that say where a file comes from.
var unsettable = []string{"extends", "applied"}

// set lays one setting, path=value, over a tree. The value is YAML: a number,
// a word, a mapping with a law, null.
func (l *loader) set(root *node, setting string, layer int) *node {
	path, value, ok := strings.Cut(setting, "=")
	path = strings.TrimSpace(path)
	src := &source{name: settings, order: 1 << 20, lines: []string{setting}}
	if !ok || !settable.MatchString(path) {
		l.bad.add(place{src, 1, 1}, "setting is %q: want path=value, for example technology.lag_open=3", short(setting))
		return root
	}
	before := len(l.bad.found)
	tree := parse(settings, 1<<20, []byte(path+": "+value+"\n"), layer, l.bad)
	if len(l.bad.found) > before {
		return root
	}
	if len(tree.entries) != 1 {
		l.bad.add(place{src, 1, 1}, "setting %q holds more than one value: give one --set for each", short(setting))
		return root
	}
	if root == nil {
		return nil
	}
	e := tree.entries[0]
	if slices.Contains(unsettable, path) {
		l.bad.add(place{src, 1, 1}, "%s cannot be set: write a file that extends the scenario", path)
		return root
	}
	l.put(root, fileShape, strings.Split(path, "."), "", e)
	return root
}

// put walks to the parent of a path, makes the blocks on the way, and sets the
// last key.
func (l *loader) put(n *node, s *shape, keys []string, done string, e entry) {
	key := keys[0]
	here := join(done, key)
	switch s.form {
	case anObject:
		f := s.field(key)
		if f == nil {
			l.noPath(e, done, key, s.keys())
			return
		}
		if len(keys) == 1 {
			e.key = key
			n.put(e)
			return
		}
		child := n.get(key)
		if child == nil || child.kind == scalar && f.shape.form != aNumber {
			child = &node{kind: mapping, at: e.at, layer: e.value.layer}
			if f.shape.form == aList {
				child.kind = sequence
			}
			n.put(entry{key, e.at, child})
		}
		l.put(child, f.shape, keys[1:], here, e)
	case byBloc:
		if len(keys) == 1 && n.kind == mapping {
			e.key = key
			n.put(e)
			return
		}
		l.noPath(e, here, keys[len(keys)-1], nil)
	case aList:
		l.putItem(n, s, keys, done, e)
	default:
		l.noPath(e, done, key, nil)
	}
}

// putItem walks into the item of a list.
func (l *loader) putItem(n *node, s *shape, keys []string, done string, e entry) {
	var known []string
	for _, it := range n.items {
		id := identity(it)
		known = append(known, id)
		if id != keys[0] || it.kind != mapping {
			continue
		}
		if len(keys) == 1 {
			l.bad.add(e.at, "%s is a whole item: set one of its keys, or change it with an overlay file", join(done, id))
			return
		}
		shape := s.elem
		if shape.form == aChoice {
			shape, it = shape.kinds[it.entries[0].key], it.entries[0].value
		}
		if shape != nil && it.kind == mapping {
			l.put(it, shape, keys[1:], join(done, keys[0]), e)
			return
		}
	}
	l.noPath(e, done, keys[0], known)
}

func (l *loader) noPath(e entry, where, key string, known []string) {
	switch {
	case len(known) == 0:
		l.bad.add(e.at, "no number at this path: %s has nothing called %q; `undercut scenario show` lists the paths", orFile(where), short(key))
	default:
		l.bad.add(e.at, "no number at this path: %s has nothing called %q%s: want %s", orFile(where), short(key), meant(key, known), anyOf(known))
	}
}

func orFile(path string) string {
	if path == "" {
		return "the scenario"
	}
	return path
}
