package scenario

import (
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

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
				bad.add(at, "a second document starts here: one %s per file", src.noun)
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
		bad.add(place{src: src}, "file is empty: start from %s", src.begin)
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
	bad.add(place{src: src}, "file is empty: start from %s", src.begin)
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
