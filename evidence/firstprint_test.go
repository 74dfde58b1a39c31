package evidence

import (
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// origin is the last day that set ai-2024 may know.
const origin = "2024-12-31"

// A number of the set was there by its day, and so was every fact that it rests
// on or speaks of.
func TestSet2024KnowsNothingLater(t *testing.T) {
	rows, err := Parameters("ai-2024")
	if err != nil {
		t.Fatal(err)
	}
	dated := map[string]string{}
	for _, f := range Facts() {
		dated[f.ID] = f.Date
	}
	for _, p := range rows {
		if p.KnownFrom > origin {
			t.Errorf("%s is known from %s: want %s or before", p.Key, p.KnownFrom, origin)
		}
		if p.Calibrated {
			t.Errorf("%s is calibrated: 2023-26 has tuned it", p.Key)
		}
		ids := mention.FindAllString(p.Note, -1)
		if p.Source != Assumption && p.Source != Definition {
			ids = append(ids, split(p.Source)...)
		}
		for _, id := range ids {
			if day := dated[id]; day == "" || day > origin {
				t.Errorf("%s rests on %s, dated %q: want a fact of %s or before", p.Key, id, day, origin)
			}
		}
		if p.Source == Assumption && !strings.HasPrefix(p.Note, "generic: ") {
			t.Errorf("%s is an assumption that does not say of what class: its note is %q", p.Key, p.Note)
		}
	}
}

// What is generic for a class is the same for all of it: no lab has a growth, a
// drift or a cost of its own.
func TestSet2024TellsLabsApartByWhatWasKnown(t *testing.T) {
	rows, err := Parameters("ai-2024")
	if err != nil {
		t.Fatal(err)
	}
	first := map[string]Parameter{}
	for _, p := range rows {
		what := p.Key[strings.LastIndex(p.Key, ".")+1:]
		if what != "growth" && what != "brand_drift" && what != "serve" || !strings.Contains(p.Key, ".lab.") {
			continue
		}
		f, ok := first[what]
		if !ok {
			first[what] = p
		} else if p.Low != f.Low || p.High != f.High || p.Value != f.Value || p.Dist != f.Dist {
			t.Errorf("%s is %s %g to %g, %s %s %g to %g: want one law for all labs", p.Key, p.Dist, p.Low, p.High, f.Key, f.Dist, f.Low, f.High)
		}
	}
	if len(first) != 3 {
		t.Errorf("%d kinds of number of labs, want 3", len(first))
	}
}

// A first print cannot rest on what came out after it, or speak of a month that
// had not begun.
func TestFirstPrintsRestOnTheirTime(t *testing.T) {
	for _, x := range []struct{ row, want string }{
		{"x,2024-05,2,2024-05-31,F0001,", ""},
		{"x,2024-05,2,2024-05-30,F0001,", "firstprints.csv:2: source cites F0001 of 2024-05-31, known_from is 2024-05-30: want a source of that time, or a later known_from"},
		{"x,2024-07,2,2024-06-30,F0001,", "firstprints.csv:2: known_from is 2024-06-30, before 2024-07 that it speaks of: want a later day"},
		{"x,2024-05,2,2024-05-31,F9999,", `firstprints.csv:2: source cites "F9999"`},
	} {
		tables := good()
		tables["firstprints.csv"] = firstPrintColumns + "\n" + x.row + "\n"
		err := load(tables)
		if x.want == "" && err != nil || x.want != "" && (err == nil || !strings.Contains(err.Error(), x.want)) {
			t.Errorf("%s: error is %v, want %q", x.row, err, x.want)
		}
	}
}

func TestFirstPrintsAreOfTheOrigin(t *testing.T) {
	n := 0
	for _, p := range FirstPrints() {
		if p.KnownFrom <= undercut.DayOf(2024, 12, 31) {
			n++
		}
	}
	if n < 20 {
		t.Errorf("%d first prints by %s: want what calibrates", n, origin)
	}
}
