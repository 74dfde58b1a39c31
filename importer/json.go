package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// A node is a value of a JSON text that was found valid. Its parts are read
// when they are asked for, so a large file costs no more than its bytes.
type node struct {
	*document
	at  int    // where the value begins
	up  *node  // the object or list that holds it; nil for the root
	key string // its name in an object
	i   int    // its index in a list
}

// A document is a text with the beginnings of its lines, which are only looked
// for when there is something to complain of.
type document struct {
	text  []byte
	file  string // of which the text was made, if it is not the file's own
	lines []int
}

// line returns the line and the column of an offset, from 1.
func (d *document) line(at int) (line, column int) {
	if d.lines == nil {
		d.lines = append(d.lines, 0)
		for i, c := range d.text {
			if c == '\n' {
				d.lines = append(d.lines, i+1)
			}
		}
	}
	line = sort.SearchInts(d.lines, at+1)
	return line, at - d.lines[line-1] + 1
}

// json checks a file and returns its root.
func (r *reader) json(b []byte) (node, bool) {
	b, ok := r.plain(b)
	if !ok {
		return node{}, false
	}
	var syntax *json.SyntaxError
	var raw nothing
	if err := json.Unmarshal(b, &raw); errors.As(err, &syntax) {
		return node{}, r.badSyntax(b, syntax)
	}
	return node{document: &document{text: b}, at: space(b, 0)}, true
}

// nothing takes any JSON value and keeps none.
type nothing struct{}

func (*nothing) UnmarshalJSON([]byte) error { return nil }

// badSyntax tells a text that ends too early from one that is no JSON.
func (r *reader) badSyntax(b []byte, err *json.SyntaxError) bool {
	if strings.Contains(err.Error(), "unexpected end") {
		return r.bad(spot{b, len(b)}, excerpt(b[max(0, len(b)-30):]), "the text ends before its JSON does: the download was cut off; fetch it again")
	}
	at := max(0, int(err.Offset)-1)
	want := fmt.Sprintf("not JSON (%v): fetch the raw file again", err)
	if bytes.HasPrefix(b[at:], []byte("NaN")) || bytes.HasPrefix(b[at:], []byte("Infinity")) {
		want = "no number of JSON: take the entry out or write null"
	}
	return r.bad(spot{b, at}, excerpt(b[at:]), want)
}

// excerpt is the start of a value for messages.
func excerpt(b []byte) string {
	if len(b) > 60 {
		return strings.ToValidUTF8(string(b[:57]), "") + "..."
	}
	return string(b)
}

// kind is the first byte of the value, with 0 for every number: { [ " t f n 0.
func (n node) kind() byte {
	if c := n.text[n.at]; c != '-' && (c < '0' || c > '9') {
		return c
	}
	return '0'
}

// raw is the value as it stands in the file.
func (n node) raw() []byte { return n.text[n.at:skip(n.text, n.at)] }

// string returns the contents of a string and the digits of a number.
func (n node) string() string {
	raw := n.raw()
	if n.kind() != '"' {
		return string(raw)
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		panic("importer: a valid text holds an invalid string: " + err.Error())
	}
	return s
}

// items are the values of a list, or of an object in the order of the file,
// names that come twice included.
func (n node) items() (items []node) {
	b, object := n.text, n.kind() == '{'
	for at := space(b, n.at+1); b[at] != '}' && b[at] != ']'; {
		item := node{document: n.document, up: &n, i: len(items)}
		if object {
			item.key = node{document: n.document, at: at}.string()
			at = space(b, space(b, skip(b, at))+1) // past the colon
		}
		item.at = at
		items = append(items, item)
		if at = space(b, skip(b, at)); b[at] == ',' {
			at = space(b, at+1)
		}
	}
	return items
}

var plainKey = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// path is the place among the values: $.openai.models["gpt-5"].cost.input.
func (n node) path() string {
	switch {
	case n.up == nil && n.file != "":
		return n.file + ": $"
	case n.up == nil:
		return "$"
	case n.up.kind() == '[':
		return fmt.Sprintf("%s[%d]", n.up.path(), n.i)
	case plainKey.MatchString(n.key):
		return n.up.path() + "." + n.key
	}
	return n.up.path() + "[" + strconv.Quote(n.key) + "]"
}

// place is the path with the line, where the text is the file's own.
func (n node) place() string {
	if n.file != "" {
		return n.path()
	}
	line, column := n.line(n.at)
	return fmt.Sprintf("%s (line %d, column %d)", n.path(), line, column)
}

// space returns the offset of the next byte that is no white space.
func space(b []byte, at int) int {
	for at < len(b) && (b[at] == ' ' || b[at] == '\n' || b[at] == '\t' || b[at] == '\r') {
		at++
	}
	return at
}

// skip returns the offset behind the value at an offset.
func skip(b []byte, at int) int {
	depth := 0
	for {
		switch b[at] {
		case '"':
			for at++; b[at] != '"'; at++ {
				if b[at] == '\\' {
					at++
				}
			}
			at++
		case '{', '[':
			depth++
			at++
		case '}', ']':
			depth--
			at++
		case ',', ':', ' ', '\n', '\t', '\r':
			at++
		default: // a number or a word
			for at < len(b) && bytes.IndexByte([]byte(",:]} \n\t\r"), b[at]) < 0 {
				at++
			}
		}
		if depth == 0 {
			return at
		}
	}
}
