package importer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
)

// efforts are words that tell settings of one model apart.
var efforts = []string{
	"adaptive", "reasoning", "non-reasoning", "thinking", "no-thinking", "no", "minimal", "low", "medium", "high", "xhigh", "max", "effort", "none", "default",
}

// plainName is a name without an effort in parentheses behind it: Claude Opus
// 4.7 (Adaptive Reasoning, Max Effort) is Claude Opus 4.7. Dates stay.
func plainName(name string) string {
	plain, rest, ok := strings.Cut(name, " (")
	rest, closed := strings.CutSuffix(rest, ")")
	if !ok || !closed {
		return name
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(rest), func(c rune) bool { return c == ' ' || c == ',' }) {
		if !slices.Contains(efforts, word) {
			return name
		}
	}
	return plain
}

var monthNote = regexp.MustCompile(`(?i)\((jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? '?(\d\d|20\d\d)\b`)

const months = "janfebmaraprmayjunjulaugsepoctnovdec"

// asides are parts of titles that are in no name of an offer: (MoE-236B), and
// Instruct before the size.
var asides = regexp.MustCompile(`(?i) \(moe-[^)]*\)| (?:instruct|chat)( [0-9.]+b\b)`)

// offerName writes a title as the names of offers are written: GPT-4o (Nov
// 2024) is gpt-4o-2024-11. A date that is in the name already stays alone.
func offerName(title string) string {
	title = asides.ReplaceAllString(plainName(title), "$1")
	if _, rest, owned := strings.Cut(title, ": "); owned { // Mistral: Ministral 3 8B
		title = rest
	}
	title = strings.ReplaceAll(title, "+", " plus")
	m := monthNote.FindStringSubmatchIndex(title)
	if m == nil {
		return nameID(title, "language")
	}
	name := nameID(title[:m[0]], "language")
	if _, _, dated := cutStamp(name); dated {
		return name
	}
	month := strings.Index(months, strings.ToLower(title[m[2]:m[3]]))/3 + 1
	year := title[m[4]:m[5]]
	return name + "-20" + year[len(year)-2:] + "-" + twoDigits(month)
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

var effortEnd = regexp.MustCompile(`-(?:adaptive|(?:non-|no-)?(?:reasoning|thinking)|minimal|low|medium|high|xhigh|max|effort|instant|\d+k)$`)

// title returns the release that a title means, by the rules of names:
// benchmarks put the date into words and the effort behind it.
func (m *Matcher) title(title string, day undercut.Day) (id string, rule int, ok bool) {
	name := offerName(title)
	for {
		if id, rule, ok = m.Match("", name, day); ok || rule > 0 {
			return id, rule, ok
		}
		next := effortEnd.ReplaceAllString(name, "")
		if next == name || next == "" {
			return "", 0, false
		}
		name = next
	}
}
