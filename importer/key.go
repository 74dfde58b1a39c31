package importer

import (
	"strings"
	"unicode"
)

// key is a name without the ways in which the same name is written: case,
// points, underlines and spaces for hyphens, and a hyphen before a number.
// Llama_3.1-8B and llama3-1-8b have one key; qwen-3-4b and qwen-34b do not.
func key(name string) string {
	var b strings.Builder
	last := rune('-')
	for _, c := range strings.ToLower(name) {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '+' {
			c = '-'
		}
		switch {
		case c == '-' && (last == '-' || last == '='):
			continue
		case c == '-' && unicode.IsLetter(last):
			last = '=' // a hyphen that is only written before a letter
			continue
		}
		if last == '=' && !unicode.IsDigit(c) {
			b.WriteByte('-')
		}
		b.WriteRune(c)
		last = c
	}
	return strings.TrimSuffix(b.String(), "-")
}
