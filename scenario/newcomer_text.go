package scenario

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// ownSource is how numbers are marked that a user has to answer for.
const ownSource = "own"

// takenFrom is the part of a chip maker's share that a newcomer like it
// begins with. Shares of a bloc's purchases sum to one: somebody loses them.
const takenFrom = 0.1

// A line of a newcomer's file is some YAML and the remark behind it.
type line struct{ yaml, remark string }

// newcomerText writes the file.
func (s *Scenario) newcomerText(extends string, n *Newcomer, like *market.Firm) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s joins the segment %s from bloc %s with the numbers of %s, rounded: write\n", n.Name, n.Segment, n.Bloc, n.Like)
	fmt.Fprintf(&b, "# yours in their place. All else is as in %s.\n", s.World.Name)
	fmt.Fprintf(&b, "name: %s\nextends: %s\nfirms:\n", quote(n.Name), quote(extends))
	if like.Chips != nil {
		fmt.Fprintf(&b, "  # %s gives up a tenth of its shares: those of a bloc's sellers sum to one.\n%s\n", like.Name, s.loserLine(like))
	}
	if like.Lab != nil {
		b.WriteString("  # licence: closed, only you sell it; open, anybody may host it.\n")
	}
	for _, l := range s.firmLines(n, like) {
		b.WriteString(strings.TrimRight(l.yaml+"# "+l.remark, "# ") + "\n")
	}
	return []byte(b.String())
}

// firmLines writes the firm as one flow mapping: what it is, then a number of
// its block a line, then its money. Remarks begin in one column.
func (s *Scenario) firmLines(n *Newcomer, like *market.Firm) []line {
	firm := fileShape.field("firms").shape.elem
	block := firm.field(block[s.layerOf(like)])
	path := "firms." + like.Name
	lines := s.numberLines(reflect.ValueOf(like).Elem().FieldByIndex(block.index).Elem(), block.shape, path+"."+block.key)
	lines[len(lines)-1].yaml += " }"
	if money := s.numberLines(reflect.ValueOf(like).Elem(), firm, path); len(money) > 0 {
		lines = append(lines, oneLine(money))
	}
	lines[len(lines)-1].yaml += " }"
	width := 0
	for _, l := range lines {
		if len(l.yaml) < widest {
			width = max(width, len(l.yaml))
		}
	}
	for i := range lines {
		comma := ","
		if i == len(lines)-1 {
			comma = ""
		}
		lines[i].yaml = fmt.Sprintf("      %-*s ", width+1, lines[i].yaml+comma)
	}
	first := line{yaml: fmt.Sprintf("  - { %s, %s: { ", s.identityOf(n, like), block.key)}
	if like.Lab != nil {
		first.yaml += "licence: " + like.Lab.Licence + ", "
	}
	return append([]line{first}, lines...)
}

// widest is where a line is so long that the remarks of others do not wait for
// it.
const widest = 80

// layerOf is the layer of what a firm makes.
func (s *Scenario) layerOf(f *market.Firm) string {
	for i := range s.World.Segments {
		if g := &s.World.Segments[i]; g.Name == f.Segment {
			return g.Layer
		}
	}
	return "" // Load has found the segment of every firm
}

// identityOf writes what is no number: names, start, where it sells.
func (s *Scenario) identityOf(n *Newcomer, like *market.Firm) string {
	parts := []string{"name: " + quote(n.Name), "bloc: " + quote(n.Bloc), "segment: " + quote(n.Segment)}
	if like.Start > s.World.Start {
		parts = append(parts, "start: "+like.Start.String())
	}
	if away := s.notIn(n, like); len(away) > 0 {
		parts = append(parts, "not_in: ["+strings.Join(away, ", ")+"]")
	}
	if like.Parent {
		parts = append(parts, "parent: true")
	}
	return strings.Join(parts, ", ")
}

// notIn is where a newcomer may not sell: where others of its segment and bloc
// do not.
func (s *Scenario) notIn(n *Newcomer, like *market.Firm) []string {
	peer := like
	if like.Bloc != n.Bloc {
		peer = &market.Firm{}
		for i := range s.World.Firms {
			if f := &s.World.Firms[i]; f.Bloc == n.Bloc && f.Segment == n.Segment {
				peer = f
				break
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(peer.NotIn), func(b string) bool { return b == n.Bloc })
}

// numberLines writes the numbers that a block was given.
func (s *Scenario) numberLines(v reflect.Value, of *shape, path string) []line {
	var lines []line
	for i := range of.fields {
		f := &of.fields[i]
		at := path + "." + f.key
		switch f.shape.form {
		case aNumber:
			if s.hasNumber(at) {
				lines = append(lines, f.line(own(rounded(v.FieldByIndex(f.index).Float()))))
			}
		case byBloc:
			var parts []string
			for b, x := range v.FieldByIndex(f.index).Interface().(market.ByBloc) {
				if x > 0 {
					parts = append(parts, quote(s.World.Blocs[b].Name)+": "+own(rounded(takenFrom*x)))
				}
			}
			lines = append(lines, f.line("{ "+strings.Join(parts, ", ")+" }"))
		}
	}
	return lines
}

func (s *Scenario) hasNumber(path string) bool {
	return slices.ContainsFunc(s.Numbers, func(n Number) bool { return n.Path == path })
}

// line writes a key with its value, unit and meaning.
func (f *field) line(value string) line {
	remark, _, _ := strings.Cut(f.doc, ";")
	if f.unit != "none" {
		remark = f.unit + ": " + remark
	}
	return line{f.key + ": " + value, remark}
}

// oneLine joins lines.
func oneLine(lines []line) line {
	var yaml, remark []string
	for _, l := range lines {
		yaml, remark = append(yaml, l.yaml), append(remark, l.remark)
	}
	return line{strings.Join(yaml, ", "), strings.Join(remark, "; ")}
}

// loserLine is the item that takes from a chip maker what the newcomer gets.
func (s *Scenario) loserLine(like *market.Firm) string {
	left := func(shares market.ByBloc) string {
		var parts []string
		for b, x := range shares {
			if x > 0 {
				rest, err := strconv.ParseFloat(strconv.FormatFloat(x-rounded(takenFrom*x), 'g', 9, 64), 64)
				if err != nil {
					panic(err) // a number was printed a moment ago
				}
				parts = append(parts, quote(s.World.Blocs[b].Name)+": "+number(rest))
			}
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	}
	return fmt.Sprintf("  - { name: %s, chips: { share: %s, share_end: %s } }", quote(like.Name), left(like.Chips.Share), left(like.Chips.End))
}

// own writes a number that is the user's.
func own(x float64) string {
	return "{ value: " + strconv.FormatFloat(x, 'f', -1, 64) + ", source: " + ownSource + " }"
}

// rounded keeps three digits.
func rounded(x float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if err != nil {
		panic(err) // a number was printed a moment ago
	}
	return r
}

// Blank returns the text of a file that extends a scenario and changes nothing
// yet.
func Blank(name, extends string, from undercut.Month) ([]byte, error) {
	if len(name) > mostName || !scenarioName.MatchString(name) {
		return nil, fmt.Errorf("the name is %q: want up to %d of a-z, 0-9 and -, for example %s", short(name), mostName, plainName(name))
	}
	return fmt.Appendf(nil, `# A question of your own: what would be otherwise? Take the # off a line and
# change it; undercut scenario show %[2]s prints every number.
name: %[1]s
extends: %[2]s
# discount: 0.08                 # 1/year
# technology: { lag_open: 6 }    # months until open weights can be copied
# levers:
#   - tariff: { name: my-duty, from: %[3]v, by: us, on: cn, segments: [vehicle], rate: 0.5 }
`, quote(name), quote(extends), from), nil
}
