package chart

import (
	"strings"
	"unicode"
)

// advances are the widths of the characters from space to tilde in thousandths
// of the size, those of Helvetica (Adobe font metrics), which the system fonts
// of screens resemble. No font file is read: the reader's font is unknown here.
var advances = [95]int16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
}

// slack is the room for fonts wider than Helvetica (Verdana, DejaVu Sans), and
// boldSlack what bold letters need on top.
const (
	slack     = 1.15
	boldSlack = 1.1
)

// boldWidth estimates the width of a line of bold text.
func boldWidth(s string, size float64) float64 { return boldSlack * textWidth(s, size) }

// textWidth estimates the width of a line of text.
func textWidth(s string, size float64) float64 {
	sum := 0
	for _, r := range s {
		sum += advance(r)
	}
	return float64(sum) / 1000 * size * slack
}

func advance(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return int(advances[r-' '])
	case unicode.Is(unicode.Mn, r):
		return 0 // an accent stands on the letter before it
	case wide(r):
		return 1000
	}
	return 600
}

// wide tells whether a character fills a square, as those of Chinese, Japanese
// and Korean do; a line may break beside each of them.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0x1f300)
}

// leading is the distance between baselines.
func leading(size float64) float64 { return size * 1.25 }

// wrap breaks s into lines no wider than width: at spaces and beside wide
// characters, and inside a word that alone is wider. Nothing is cut off. The
// result of a blank string is empty.
func wrap(s string, width, size float64) []string {
	var lines []string
	line := ""
	for _, piece := range pieces(s) {
		if textWidth(strings.TrimRight(line+piece, " "), size) <= width {
			line += piece
			continue
		}
		if line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
		}
		line = ""
		for _, r := range piece {
			if line != "" && textWidth(line+string(r), size) > width && r != ' ' {
				lines = append(lines, line)
				line = ""
			}
			line += string(r)
		}
	}
	if line = strings.TrimRight(line, " "); line != "" {
		lines = append(lines, line)
	}
	return lines
}

// pieces splits s into what a line may not break: words with the space after
// them, and single wide characters with the closing mark after them.
func pieces(s string) []string {
	var out []string
	for _, word := range strings.Fields(s) {
		start := 0
		for i, r := range word {
			if i > start && (wide(r) || wide(lastRune(word[start:i]))) && !strings.ContainsRune("，。、；：！？）》」%", r) {
				out = append(out, word[start:i])
				start = i
			}
		}
		out = append(out, word[start:]+" ")
	}
	return out
}

func lastRune(s string) rune {
	var last rune
	for _, r := range s {
		last = r
	}
	return last
}

// widest returns the width of the widest line.
func widest(lines []string, size float64) float64 {
	w := 0.0
	for _, s := range lines {
		w = max(w, textWidth(s, size))
	}
	return w
}
