package scenario

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
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
	src := &source{name: name, order: order}
	if len(text) > MaxBytes {
		bad.add(place{src: src}, "file has %d bytes: the limit is %d; split it with extends, or put numbers in a parameter set", len(text), MaxBytes)
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
		bad.add(root.at, "file is %s: want a mapping with keys such as name, start, segments", root.what())
		return nil
	}
	return root
}

// characters refuses what is not text: bytes that are not UTF-8, control
// characters, tabs in indentation.
func characters(src *source, bad *list) {
	for i, line := range src.lines {
		indent := true
		col := 0
		for j, r := range line {
			col++
			at := place{src, i + 1, col}
			_, size := utf8.DecodeRuneInString(line[j:])
			switch {
			case r == utf8.RuneError && size == 1:
				bad.add(at, "byte 0x%02x is not UTF-8: save the file as UTF-8", line[j])
			case r == '\t' && indent:
				bad.add(at, "tab in indentation: use spaces")
			case r < ' ' && r != '\t', r == 0x7f, r == 0x85, r == 0x2028, r == 0x2029, r == 0xfeff:
				bad.add(at, "control character %U: remove it", r)
			default:
				indent = indent && r == ' '
				continue
			}
			if len(bad.found) > mostShown {
				return
			}
			break
		}
	}
}

// refused tokens, with the way out.
var refused = map[token.Type]string{
	token.AnchorType:     "anchors are not allowed: write the value out, or use extends",
	token.AliasType:      "aliases are not allowed: write the value out, or use extends",
	token.MergeKeyType:   "merge keys are not allowed: use extends",
	token.TagType:        "tags are not allowed: write a plain number, word, list or mapping",
	token.DirectiveType:  "directives are not allowed: remove the line",
	token.MappingKeyType: "complex keys are not allowed: write key: value",
}

// tokenize splits the text and refuses what the parser must not see: features
// outside the format, and nesting so deep that recursion would exhaust the
// stack.
func tokenize(src *source, text string, bad *list) (token.Tokens, bool) {
	tokens := lexer.Tokenize(text)
	before := len(bad.found)
	var open []int // columns of open blocks
	flow, documents := 0, 0
	content := false
	for _, tk := range tokens {
		at := position(src, tk)
		if why, no := refused[tk.Type]; no {
			bad.add(at, "%s", why)
		}
		switch tk.Type {
		case token.InvalidType:
			bad.add(at, "not YAML: %s", tk.Error)
		case token.DocumentHeaderType, token.DocumentEndType:
			if documents++; content || documents > 1 {
				bad.add(at, "a second document starts here: one scenario per file")
			}
			continue
		case token.CommentType:
			continue
		case token.MappingStartType, token.SequenceStartType:
			flow++
		case token.MappingEndType, token.SequenceEndType:
			flow--
		}
		content = true
		if flow == 0 {
			for len(open) > 0 && open[len(open)-1] >= at.col {
				open = open[:len(open)-1]
			}
			open = append(open, at.col)
		}
		// A key and its value on one line count twice here; the tree counts
		// exactly.
		if flow > mostDepth || len(open) > 2*mostDepth+2 {
			bad.add(at, "nesting is deeper than %d: flatten it", mostDepth)
			return nil, false
		}
		if len(bad.found) > before+mostShown {
			return nil, false
		}
	}
	if !content && len(bad.found) == before {
		bad.add(place{src: src}, "file is empty: start from `undercut scenario show ai-overproduction --format yaml`")
	}
	return tokens, len(bad.found) == before
}

// parseTokens returns the body of the only document. The parser is not
// ours: should it panic, the file is refused and the program goes on.
func parseTokens(src *source, tokens token.Tokens, bad *list) (body ast.Node) {
	defer func() {
		if r := recover(); r != nil {
			bad.add(place{src: src}, "file is not YAML that can be read (%v): look for unclosed quotes and brackets", r)
			body = nil
		}
	}()
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		at, message := place{src: src}, err.Error()
		if e, ok := err.(yaml.Error); ok && e.GetToken() != nil {
			at, message = position(src, e.GetToken()), e.GetMessage()
		}
		bad.add(at, "not YAML: %s", message)
		return nil
	}
	for _, d := range file.Docs {
		if d.Body != nil {
			return d.Body
		}
	}
	bad.add(place{src: src}, "file is empty: start from `undercut scenario show ai-overproduction --format yaml`")
	return nil
}

func position(src *source, tk *token.Token) place {
	if tk == nil || tk.Position == nil {
		return place{src: src}
	}
	at := place{src, tk.Position.Line, tk.Position.Column}
	// In flow lists the scanner counts the space before a word to the word;
	// what stands at a column needs the line's characters, so long lines keep
	// the scanner's answer.
	const long = 2000
	if at.line >= 1 && at.line <= len(src.lines) && len(src.lines[at.line-1]) < long {
		line := []rune(src.lines[at.line-1])
		for at.col >= 1 && at.col < len(line) && line[at.col-1] == ' ' {
			at.col++
		}
	}
	return at
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
