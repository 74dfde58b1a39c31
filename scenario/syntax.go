package scenario

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Limits on input, which are far above any scenario that a person writes.
const (
	MaxBytes  = 1 << 20 // of a file
	mostLines = 20000   // the parser takes time in the square of nested lines
	mostDepth = 32
	mostKeys  = 500
	mostName  = 64
)

// kind is what a node of a tree is.
type nodeKind uint8

const (
	scalar nodeKind = iota
	mapping
	sequence
)

// A node is a piece of a file.
type node struct {
	kind    nodeKind
	at      place // of a block mapping: its key
	layer   int   // which layer of the scenario it came from
	text    string
	quoted  bool
	null    bool
	empty   bool // a key without any value
	entries []entry
	items   []*node
}

// An entry is a key with its value.
type entry struct {
	key   string
	at    place
	value *node
}

// get returns the value of a key, or nil.
func (n *node) get(key string) *node {
	if n == nil || n.kind != mapping {
		return nil
	}
	for i := range n.entries {
		if n.entries[i].key == key {
			return n.entries[i].value
		}
	}
	return nil
}

// put sets the value of a key.
func (n *node) put(e entry) {
	for i := range n.entries {
		if n.entries[i].key == e.key {
			n.entries[i] = e
			return
		}
	}
	n.entries = append(n.entries, e)
}

// what names the kind of a node for an error.
func (n *node) what() string {
	switch {
	case n.kind == mapping:
		return "a mapping"
	case n.kind == sequence:
		return "a list"
	case n.empty:
		return "empty"
	case n.null:
		return "null"
	case n.quoted:
		return fmt.Sprintf("the text %q", short(n.text))
	}
	return fmt.Sprintf("%q", short(n.text))
}

// short cuts a text for an error.
func short(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// parse reads one YAML document of plain mappings, lists and scalars. Anchors,
// aliases, merge keys, tags and complex keys are refused: they hide what a
// file says and can make a small file large. The tree is nil if the text
// cannot be read at all.
func parse(name string, order int, text []byte, layer int, bad *list) *node {
	return parseSource(&source{
		name: name, order: order, noun: "scenario", keys: []string{"name", "start", "segments"},
		begin: "`undercut scenario show ai-overproduction --format yaml`",
	}, text, layer, bad)
}

func parseSource(src *source, text []byte, layer int, bad *list) *node {
	if len(text) > MaxBytes {
		bad.add(place{src: src}, "file has more than %d bytes: split it with extends, or put numbers in a parameter set", MaxBytes)
		return nil
	}
	text = bytes.ReplaceAll(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
	src.lines = strings.Split(string(text), "\n")
	if len(src.lines) > mostLines {
		bad.add(place{src: src}, "file has %d lines: the limit is %d; split it with extends, or put numbers in a parameter set", len(src.lines), mostLines)
		return nil
	}
	before := len(bad.found)
	characters(src, bad)
	if len(bad.found) > before {
		return nil
	}
	tokens, ok := tokenize(src, string(text), bad)
	if !ok {
		return nil
	}
	body := parseTokens(src, tokens, bad)
	if body == nil {
		return nil
	}
	t := tree{src: src, layer: layer, bad: bad}
	root := t.node(body, place{src, 1, 1}, 0)
	if len(bad.found) > before {
		return nil
	}
	if root.kind != mapping {
		bad.add(root.at, "file is %s: want a mapping with keys such as %s", root.what(), strings.Join(src.keys, ", "))
		return nil
	}
	return root
}

// A tree turns the parser's nodes into ours.
type tree struct {
	src   *source
	layer int
	bad   *list
}

func (t *tree) node(a ast.Node, at place, depth int) *node {
	n := &node{at: at, layer: t.layer}
	if depth > mostDepth {
		t.bad.add(at, "nesting is deeper than %d: flatten it", mostDepth)
		return n
	}
	switch a := a.(type) {
	case *ast.MappingNode:
		n.kind = mapping
		for _, v := range a.Values {
			t.entry(n, v, depth)
		}
	case *ast.MappingValueNode:
		n.kind = mapping
		t.entry(n, a, depth)
	case *ast.SequenceNode:
		n.kind = sequence
		for _, v := range a.Values {
			n.items = append(n.items, t.node(v, position(t.src, first(v)), depth+1))
		}
	default:
		t.scalar(n, a)
	}
	return n
}

// first is the token at which a node begins.
func first(a ast.Node) *token.Token {
	switch a := a.(type) {
	case *ast.MappingNode:
		if !a.IsFlowStyle && len(a.Values) > 0 {
			return first(a.Values[0])
		}
	case *ast.MappingValueNode:
		return a.Key.GetToken()
	case *ast.SequenceNode:
		return a.Start
	}
	return a.GetToken()
}

func (t *tree) entry(n *node, v *ast.MappingValueNode, depth int) {
	e := entry{key: v.Key.GetToken().Value, at: position(t.src, v.Key.GetToken())}
	at := position(t.src, first(v.Value))
	switch v.Value.(type) {
	case *ast.MappingNode, *ast.MappingValueNode, *ast.SequenceNode, *ast.NullNode:
		at = e.at
	}
	e.value = t.node(v.Value, at, depth+1)
	if len(n.entries) == mostKeys {
		t.bad.add(e.at, "mapping has more than %d keys: the rest is not read", mostKeys)
		return
	}
	if n.get(e.key) != nil {
		t.bad.add(e.at, "key %q is given twice in one mapping: keep one", short(e.key))
		return
	}
	n.entries = append(n.entries, e)
}

func (t *tree) scalar(n *node, a ast.Node) {
	tk := a.GetToken()
	switch a := a.(type) {
	case *ast.NullNode:
		n.null = true
		n.empty = tk.Type == token.ImplicitNullType
	case *ast.LiteralNode:
		n.text, n.quoted = strings.TrimSpace(a.Value.Value), true
	case *ast.StringNode:
		n.text = a.Value
		n.quoted = tk.Type == token.SingleQuoteType || tk.Type == token.DoubleQuoteType
	default:
		n.text = tk.Value
	}
}
