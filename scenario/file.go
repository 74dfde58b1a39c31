package scenario

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// mostExtends bounds the chain of files that extend each other.
const mostExtends = 16

// A loader reads files and merges them.
type loader struct {
	read  func(string) ([]byte, error)
	bad   *list
	order int
}

// A file is a tree with the name and folder that it came from.
type file struct {
	name, dir string
	root      *node
}

// without drops keys that an overlay does not pass on.
func (f file) without(keys ...string) file {
	if f.root != nil {
		f.root.entries = slices.DeleteFunc(f.root.entries, func(e entry) bool { return slices.Contains(keys, e.key) })
	}
	return f
}

// isPath tells a file from a name in the library.
func isPath(name string) bool {
	return strings.Contains(name, "/") || strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml")
}

// open reads one file. The place of the key that names it is for the error; it
// is nil if a user named it.
func (l *loader) open(name, dir string, from *node) (file, error) {
	if isPath(name) && dir != "" && !path.IsAbs(name) {
		name = path.Join(dir, name)
	}
	text, err := l.text(name)
	if err != nil {
		if from == nil {
			return file{}, fmt.Errorf("scenario %q: %w", name, err)
		}
		l.bad.add(from.at, "extends is %q: %v", short(from.text), err)
		return file{name: name}, nil
	}
	f := file{name: name, dir: path.Dir(name)}
	if !isPath(name) {
		f.dir = ""
	}
	l.order++
	f.root = parse(fileName(name), l.order, text, 0, l.bad)
	for _, key := range []string{"counterfactuals", "beliefs"} {
		if n := f.root.get(key); n != nil {
			f.relocate(n)
		}
	}
	return f, nil
}

// relocate makes paths in a file relative to where the file is.
func (f file) relocate(n *node) {
	for _, it := range n.items {
		if it.kind == scalar && isPath(it.text) && !path.IsAbs(it.text) && f.dir != "" {
			it.text = path.Join(f.dir, it.text)
		}
	}
}

// seenFrom undoes relocate: what a file in a folder calls others. So the hash
// of what a run keeps of it is that of the file. A path that cannot be told from
// there stays.
func seenFrom(dir string, names []string) []string {
	names = slices.Clone(names)
	for i, name := range names {
		if !isPath(name) || dir == "" || path.IsAbs(name) && !strings.HasPrefix(name, dir+"/") {
			continue
		}
		if short, err := filepath.Rel(dir, name); err == nil {
			names[i] = filepath.ToSlash(short)
		}
	}
	return names
}

func (l *loader) text(name string) ([]byte, error) {
	if !isPath(name) {
		return Library(name)
	}
	if l.read == nil {
		return nil, errors.New("files cannot be read here: name a scenario of the library")
	}
	return l.read(name)
}

// fileName is how problems call a file.
func fileName(name string) string {
	if isPath(name) {
		return name
	}
	return "library/" + name + ".yaml"
}

// chain follows extends from a file to the one that extends nothing, and
// returns that one first.
func (l *loader) chain(name string) ([]file, error) {
	var chain []file
	dir, from := "", (*node)(nil)
	seen := map[string]bool{}
	for {
		f, err := l.open(name, dir, from)
		if err != nil {
			return nil, err
		}
		chain = append(chain, f)
		seen[f.name] = true
		next := f.root.get("extends")
		if next == nil || next.kind != scalar || next.text == "" {
			break
		}
		name, dir, from = next.text, f.dir, next
		target := name
		if isPath(name) && dir != "" && !path.IsAbs(name) {
			target = path.Join(dir, name)
		}
		if seen[target] {
			l.bad.add(next.at, "extends is %q, which extends this file in turn: break the cycle", short(name))
			break
		}
		if len(chain) == mostExtends {
			l.bad.add(next.at, "extends is the %dth in a row: the limit is %d", mostExtends+1, mostExtends)
			break
		}
	}
	slices.Reverse(chain)
	return chain, nil
}

// merge lays the files over each other, first to last.
func (l *loader) merge(files []file) *node {
	var root *node
	for i, f := range files {
		if f.root == nil {
			continue
		}
		f = f.without("extends")
		if i > 0 {
			f = f.without("applied")
		}
		mark(f.root, i)
		root = merge(root, f.root, fileShape, l.bad)
	}
	return root
}

// mark notes which layer a tree belongs to.
func mark(n *node, layer int) {
	n.layer = layer
	for _, e := range n.entries {
		mark(e.value, layer)
	}
	for _, it := range n.items {
		mark(it, layer)
	}
}
