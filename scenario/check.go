package scenario

import (
	"regexp"
	"strings"

	"github.com/undercut-sim/undercut/market"
)

// mostMonths bounds the length of a future.
const mostMonths = 1200

// check reports contradictions between keys, after every key has been read by
// itself. What is missing or unknown has been reported already and is passed
// over here.
func (d *decoder) check() {
	d.checkName()
	d.checkTime()
	blocs, segments := d.namesOf()
	for i := range d.doc.Firms {
		d.checkFirm(&d.doc.Firms[i], blocs, segments)
	}
	for i := range d.doc.Segments {
		d.checkSegment(&d.doc.Segments[i])
		d.checkSales(&d.doc.Segments[i])
	}
	d.checkCompute()
	for i := range d.doc.Links {
		d.checkLink(&d.doc.Links[i], segments)
	}
	if t := d.doc.Technology; t != nil {
		d.checkOrder(&t.ReleaseMin, &t.ReleaseMax)
	}
	d.checkWholes()
	d.checkLevers()
	d.checkSwitches()
	d.checkLuck()
	d.checkNames("counterfactuals", d.doc.Counterfactuals)
	d.checkNames("beliefs", d.doc.Beliefs)
}

// checkCompute reports a second segment of accelerators: purchases are of one kind.
func (d *decoder) checkCompute() {
	first := ""
	for i := range d.doc.Segments {
		switch s := &d.doc.Segments[i]; {
		case s.Layer != "compute":
		case first == "":
			first = s.Name
		default:
			d.problem("segments."+s.Name+".layer", "is compute, and so is that of %s: labs and hosts buy one kind of accelerator; give its firms the segment %s", first, first)
		}
	}
}

// place returns where a path was given, or the nearest thing around it.
func (d *decoder) place(path string) place {
	for {
		if n := d.at[path]; n != nil {
			return n.at
		}
		cut := len(path) - 1
		for cut > 0 && path[cut] != '.' && path[cut] != '[' {
			cut--
		}
		if cut <= 0 {
			break
		}
		path = path[:cut]
	}
	return d.at[""].at
}

func (d *decoder) problem(path, format string, args ...any) {
	d.bad.add(d.place(path), "%s "+format, append([]any{path}, args...)...)
}

// scenarioName is what a scenario may be called: its runs are directories.
var scenarioName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`)

func (d *decoder) checkName() {
	name := d.doc.Name
	if name != "" && (len(name) > mostName || !scenarioName.MatchString(name)) {
		d.problem("name", "is %q: want up to %d of a-z, 0-9 and -, for example %s", short(name), mostName, plainName(name))
	}
}

// plainName is the nearest name to a text that a scenario may have.
func plainName(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case b.Len() == mostName:
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	if name := strings.Trim(b.String(), "-"); name != "" {
		return name
	}
	return "mine"
}

func (d *decoder) checkTime() {
	start, end := d.doc.Start, d.doc.End
	if start == 0 || end == 0 {
		return
	}
	if start >= end {
		d.problem("end", "is %v, not after start %v: give a later month", end, start)
	} else if end-start >= mostMonths {
		d.problem("end", "is %v, %d months after start: the limit is %d", end, end-start, mostMonths)
	}
}

func (d *decoder) namesOf() (blocs, segments []string) {
	for _, b := range d.doc.Blocs {
		blocs = append(blocs, b.Name)
	}
	for _, s := range d.doc.Segments {
		segments = append(segments, s.Name)
	}
	return blocs, segments
}

func (d *decoder) checkSegment(s *market.Segment) {
	path := "segments." + s.Name
	switch {
	case s.Layer == "model" && d.doc.Technology == nil:
		d.problem(path+".layer", "is model, but there is no technology block: add one, or use layer app")
	case s.Layer == "compute" && d.doc.Compute == nil:
		d.problem(path+".layer", "is compute, but there is no compute block: add one, or remove the segment")
	}
	_, elastic := d.byLeaf[&s.Elasticity]
	_, slope := d.byLeaf[&s.PriceSlope]
	switch {
	case elastic && slope:
		d.problem(path+".price_slope", "is given beside elasticity: give one of them")
	case s.Form == "unit" && !elastic && !slope:
		d.problem(path+".form", "is unit, but neither elasticity nor price_slope is given: add one")
	case s.Form == "spend" && len(s.Types) == 0 && d.at[path+".types"] == nil:
		d.problem(path+".form", "is spend, but there are no types of buyers: add types")
	}
}

func (d *decoder) checkLink(l *market.Link, segments []string) {
	path := "links." + l.From + "-" + l.To
	for _, end := range []struct{ key, name string }{{"from", l.From}, {"to", l.To}} {
		if end.name != "" && len(segments) > 0 && !has(segments, end.name) {
			d.problem(path+"."+end.key, "is %q: want %s%s", end.name, anyOf(segments), meant(end.name, segments))
		}
	}
	if l.From != "" && l.From == l.To {
		d.problem(path, "joins %s to itself: want two segments", l.From)
	}
}

// checkNames reports names that are not in the library. Files are opened when
// they are used.
func (d *decoder) checkNames(key string, names []string) {
	for i, n := range names {
		if n != "" && !isPath(n) && !has(Names(), belief(n)) {
			d.problem(index(key, i), "is %q, which is not in the library%s: want a name of `undercut scenario list`, or a file ending in .yaml", short(n), meant(n, Names()))
		}
	}
}

// checkOrder reports a least number that can exceed its greatest one.
func (d *decoder) checkOrder(least, greatest *float64) {
	a, b := d.of(least), d.of(greatest)
	if a == nil || b == nil {
		return
	}
	_, most := a.support()
	low, _ := b.support()
	if most > low {
		d.bad.add(a.at, "%s can be %g, above %s, which can be %g: keep their ranges apart", a.path, most, b.path, low)
	}
}

// of returns what is known of a leaf, or nil.
func (d *decoder) of(leaf *float64) *given {
	if i, ok := d.byLeaf[leaf]; ok {
		return &d.given[i]
	}
	return nil
}

// support returns the ends of what a number may be.
func (g *given) support() (lo, hi float64) {
	if g.law == nil {
		return g.spec.Value, g.spec.Value
	}
	return g.law.Quantile(0), g.law.Quantile(1)
}
