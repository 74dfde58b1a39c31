package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/internal/golden"
)

// dated hides the day of the latest fact, which the tables of evidence move.
func dated(b []byte) []byte { return bytes.ReplaceAll(b, []byte(dataDate()), []byte("DATE")) }

func TestTextGolden(t *testing.T) {
	for name, fit := range map[string]func(float64) float64{"weighted": alike, "refused": one} {
		var b bytes.Buffer
		if err := Text(&b, sample(t, fit)); err != nil {
			t.Fatal(err)
		}
		golden.Check(t, name+".txt", dated(b.Bytes()))
	}
}

func TestTextFitsATerminal(t *testing.T) {
	var b bytes.Buffer
	if err := Text(&b, sample(t, alike)); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	for i, line := range lines {
		if n := utf8.RuneCountInString(line); n > 100 {
			t.Errorf("line %d has %d columns, more than 100: %s", i+1, n, line)
		}
		if strings.Contains(line, "NaN") || strings.Contains(line, "%!") {
			t.Errorf("line %d is not words: %s", i+1, line)
		}
	}
	if len(lines) > 105 {
		t.Errorf("%d lines are no answer at a glance", len(lines))
	}
}

// Refused is said wherever weighted odds would stand.
func TestWeightedOddsAreRefusedInWords(t *testing.T) {
	var b bytes.Buffer
	if err := Text(&b, sample(t, one)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "refused. The weights leave 1.") {
		t.Errorf("nothing says that weighted odds are refused, and why:\n%s", b.String())
	}
	if err := Text(&b, &Input{}); err == nil {
		t.Error("a report without a judgement is printed")
	}
}

func TestJSONAndCSVHoldTheSameNumbers(t *testing.T) {
	in := sample(t, one)
	var j, c bytes.Buffer
	if err := JSON(&j, in); err != nil {
		t.Fatal(err)
	}
	if err := CSV(&c, in); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Headline string
		Months   int
		Balanced int `json:"months_balanced"`
		Lines    []struct {
			Section, Belief, World, Name, Detail string
			Mid                                  *float64
			N                                    int
			Weighted                             *float64
		}
	}
	if err := json.Unmarshal(j.Bytes(), &doc); err != nil {
		t.Fatalf("the JSON does not read back: %v", err)
	}
	rows, err := csv.NewReader(&c).ReadAll()
	if err != nil {
		t.Fatalf("the CSV does not read back: %v", err)
	}
	if len(rows)-1 != len(doc.Lines) || len(doc.Lines) < 100 {
		t.Errorf("%d rows of CSV, %d lines of JSON: want the same, and above 100", len(rows)-1, len(doc.Lines))
	}
	for i, l := range doc.Lines {
		r := rows[i+1]
		if r[0] != l.Section || r[3] != l.Name || r[4] != l.Detail || (r[6] == "") != (l.Mid == nil) {
			t.Fatalf("row %d is %v in CSV and %+v in JSON", i+1, r, l)
		}
		if l.Weighted != nil {
			t.Errorf("%s %s has a weighted number though weights are refused", l.Section, l.Name)
		}
	}
	if doc.Months != 40*6*84 || doc.Balanced != doc.Months-84 {
		t.Errorf("%d of %d months balance: want all of %d but the 84 of the failed future", doc.Balanced, doc.Months, 40*6*84)
	}
	if !strings.Contains(doc.Headline, "of 100") {
		t.Errorf("the headline %q has no natural frequency", doc.Headline)
	}
}

// What the headline says is what the judgement holds.
func TestHeadlineSaysTheOdds(t *testing.T) {
	in := sample(t, alike)
	h := in.headline()
	for _, a := range in.against() {
		odds := in.main().Objective(claim.Works, a, "").Odds
		if want := odds.Plain.String() + " against " + a; !strings.Contains(h.Verdict, want) {
			t.Errorf("headline %q does not say %q", h.Verdict, want)
		}
	}
}

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		x          float64
		unit, want string
	}{
		{1.5, "$bn", "$1.5bn"},
		{2000, "$bn/year", "$2tn"},
		{0.31, "share", "31%"},
		{-0.10536051565782628, "log change", "−10%"},
		{3.26, "months", "3.3"},
		{0.0567, "$/m tokens", "$0.0567"},
	} {
		if got := amount(c.x, c.unit); got != c.want {
			t.Errorf("%g in %s prints as %s: want %s", c.x, c.unit, got, c.want)
		}
	}
}

func TestPathsAreCutAtDots(t *testing.T) {
	if got := shortPath("segments.language.types.routine.growth", 20); got != "…routine.growth" {
		t.Errorf("the path is cut to %q", got)
	}
	if got := shortPath("money.pool", 20); got != "money.pool" {
		t.Errorf("a path that fits becomes %q", got)
	}
}
