package evidence

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/undercut-sim/undercut"
)

// figure is a row that breaks no rule.
const figure = `Z.ai,lab,CN,revenue,2024-01-01,2024-12-31,2025-12-31,43.8764,40,50,million USD,F0053,C,RMB 312.4 million; see F0001`

// loadFigures reads figures beside tables that hold nothing.
func loadFigures(rows string) (*Observed, error) {
	fsys := fstest.MapFS{}
	for name, columns := range map[string]string{
		"releases.csv": ReleaseColumns, "access.csv": AccessColumns, "prices.csv": PriceColumns,
		"scores.csv": ScoreColumns, "figures.csv": FigureColumns + "\n" + rows,
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(columns + "\n")}
	}
	return LoadObserved(fsys, []Source{{ID: "epoch.ai"}}, []Fact{{ID: "F0001", Grade: "A"}, {ID: "F0053", Grade: "C"}})
}

func TestFigureByHand(t *testing.T) {
	o, err := loadFigures(figure + "\nbattery pack,segment,,price,2018-01-01,2018-12-31,2018-12-31,174,,,USD2018/kWh,epoch.ai,A,\n")
	if err != nil {
		t.Fatal(err)
	}
	want := undercut.Figure{
		Subject: "Z.ai", Kind: "lab", Country: "CN", Metric: "revenue", From: undercut.DayOf(2024, 1, 1), Until: undercut.DayOf(2024, 12, 31),
		Seen: undercut.DayOf(2025, 12, 31), Value: 43.8764, Low: 40, High: 50, Unit: "million USD", Source: "F0053", Grade: "C", Note: "RMB 312.4 million; see F0001",
	}
	if got := o.Figures[0]; got != want {
		t.Errorf("read %+v, want %+v", got, want)
	}
	if got := o.Figures[1]; !math.IsNaN(got.Low) || !math.IsNaN(got.High) {
		t.Errorf("empty bounds are %g and %g, want NaN", got.Low, got.High)
	}
}

// Each rule is broken once; the message must say where, what and what is
// wanted.
func TestBrokenFigures(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"lab", "firm", `figures.csv:2: kind is "firm": want one of lab, host`},
		{"revenue", "sales", `figures.csv:2: metric is "sales": want one of revenue, run_rate`},
		{"million USD", "USD", `figures.csv:2: unit is "USD": revenue wants one of million USD`},
		{"million USD", "million RMB", `figures.csv:2: unit is "million RMB": revenue wants`},
		{"2024-01-01,", "2024-12-31,", `figures.csv:2: until is 2024-12-31 with from 2024-12-31: revenue is of a period`},
		{"revenue", "valuation", `figures.csv:2: until is 2024-12-31 with from 2024-01-01: valuation is of a day`},
		{"2025-12-31", "2024-06-30", `figures.csv:2: seen is 2024-06-30, before the period ends on 2024-12-31: want the day of publication, or the word forecast`},
		{"2025-12-31", "2023-06-30", `figures.csv:2: from is 2024-01-01 with until 2024-12-31 and seen 2023-06-30`},
		{"40,50", "44,50", `figures.csv:2: value is 43.8764 outside 44 to 50`},
		{"40,50", "40,", `figures.csv:2: value is 43.8764 outside 40 to NaN: want low <= value <= high, or neither bound`},
		{"43.8764,40", "-43.8764,-50", `figures.csv:2: value is -43.8764: revenue is never below 0`},
		{"43.8764,40,50,million USD", "56.3,,,share", `figures.csv:2: value is 56.3: want a share of 1, not per cent`},
		{"43.8764", "43.9", `figures.csv:2: value is 43.9, RMB 312.4 million at 7.12 to the dollar is 43.8764: want that`},
		{"RMB 312.4 million", "HKD 312.4 million", `HKD 312.4 million at 7.8 to the dollar is 40.0513: want that`},
		{"F0053,C", "F0053,A", `figures.csv:2: grade is A, fact F0053 has C: want the worst of its facts`},
		{"F0053,C", "F0099,C", `figures.csv:2: source cites "F0099", which is in neither`},
		{"F0053,C", "assumption,C", `figures.csv:2: grade is C, source is assumption: both or neither`},
		{"40,50,million USD,F0053,C", ",,million USD,assumption,assumption", `figures.csv:2: low and high are NaN and NaN: an assumption wants a range`},
		{"see F0001", "see F0002", `figures.csv:2: note mentions F0002, which is not in facts.csv`},
		{"Z.ai,", "Z.ai/,", `figures.csv:2: subject is "Z.ai/": want a firm or a segment`},
		{figure, figure + "\n" + figure, `figures.csv:3: subject, country, metric, from, until, seen, unit and source is`},
	} {
		if !strings.Contains(figure, c.from) {
			t.Fatalf("the row has no %q to break", c.from)
		}
		_, err := loadFigures(strings.Replace(figure, c.from, c.to, 1) + "\n")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("with %q for %q:\n got %v\nwant %s", c.to, c.from, err, c.want)
		}
	}
}

// Constant dollars are named with their year, whatever the unit.
func TestUnitsOfMetrics(t *testing.T) {
	price := metric("price")
	for unit, want := range map[string]bool{
		"USD/kWh": true, "USD2018/kWh": true, "USD18/kWh": false, "USD2018": false, "EUR/kWh": false, "RMB/kWh": false, "USD2018 /kWh": false,
	} {
		if got := price.takes(unit); got != want {
			t.Errorf("price in %s: %v, want %v", unit, got, want)
		}
	}
}

// The vocabulary holds what is used: a word that no figure has is a wish.
func TestEveryMetricAndKindIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, f := range Shipped().Figures {
		used[f.Metric], used[f.Kind] = true, true
	}
	for _, m := range Metrics {
		if !used[m.Name] {
			t.Errorf("no figure is of metric %s", m.Name)
		}
	}
	for _, k := range FigureKinds {
		if !used[k] {
			t.Errorf("no figure is of kind %s", k)
		}
	}
}

// A subject is one thing: it has one kind, and a lab has the name under which
// its releases stand.
func TestSubjectsAreOneThing(t *testing.T) {
	o := Shipped()
	developer := map[string]bool{"Skild AI": true} // nothing released
	for _, r := range o.Releases {
		developer[r.Developer] = true
	}
	kind := map[string]string{}
	for i, f := range o.Figures {
		if k, ok := kind[f.Subject]; ok && k != f.Kind {
			t.Errorf("figures.csv:%d: %s is of kind %s, elsewhere of %s", i+2, f.Subject, f.Kind, k)
		}
		kind[f.Subject] = f.Kind
		if name, _, _ := strings.Cut(f.Subject, "/"); f.Kind == "lab" && !developer[name] {
			t.Errorf("figures.csv:%d: no release is by lab %s", i+2, name)
		}
	}
}

// What was published later is not known: the revenue of 2024 that a prospectus
// of December 2025 gave is in no view of 2024 or of the summer of 2025.
func TestFiguresAreKnownFromTheirPublication(t *testing.T) {
	knows := func(day string) bool {
		d, err := undercut.ParseDay(day)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range Shipped().View(d).Figures {
			if f.Seen > d {
				t.Errorf("as of %s: %s of %s was seen on %v", day, f.Metric, f.Subject, f.Seen)
			}
			if f.Subject == "Z.ai" && f.Metric == "revenue" && f.Until == undercut.DayOf(2024, 12, 31) {
				return true
			}
		}
		return false
	}
	if knows("2024-12-31") || knows("2025-08-01") || !knows("2025-12-31") {
		t.Error("the revenue of Z.ai in 2024 is known from another day than that of its prospectus")
	}
}
