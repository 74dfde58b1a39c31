package evidence

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/undercut-sim/undercut/episode"
)

// data is the embedded tables as a file system.
func data(t *testing.T) fs.FS {
	t.Helper()
	sub, err := fs.Sub(embedded, "data")
	if err != nil {
		t.Fatal(err)
	}
	return sub
}

// All rules of check.go hold for what is shipped.
func TestShippedTablesObeyTheRules(t *testing.T) {
	if _, err := Load(data(t)); err != nil {
		t.Fatal(err)
	}
}

// The tables hold the facts that are used and no others, so that nobody has
// to keep up figures that carry nothing.
func TestEveryFactIsUsed(t *testing.T) {
	cited := map[string]bool{}
	note := func(texts ...string) {
		for _, s := range texts {
			for _, id := range append(split(s), mention.FindAllString(s, -1)...) {
				cited[id] = true
			}
		}
	}
	h := home()
	for _, p := range h.parameters {
		note(p.Source, p.Note)
	}
	for _, x := range h.targets {
		note(x.Source, x.Note)
	}
	for _, p := range h.history {
		note(p.Source, p.Note)
	}
	for _, p := range h.prints {
		note(p.Source, p.Note)
	}
	for _, c := range h.claims {
		note(c.Sources, c.Observed, c.Note)
	}
	for _, e := range h.events {
		note(e.Sources)
	}
	scenarios, err := filepath.Glob("../scenario/library/*.yaml")
	if err != nil || len(scenarios) == 0 {
		t.Fatalf("no scenarios found: %v", err)
	}
	for _, name := range scenarios { // belief sets cite facts too
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		note(string(text))
	}
	o := Shipped()
	for _, r := range o.Releases {
		note(r.Source)
	}
	for _, r := range o.Access {
		note(r.Source)
	}
	for _, r := range o.Prices {
		note(r.Source)
	}
	for _, r := range o.Scores {
		note(r.Source)
	}
	for _, r := range o.Figures {
		note(r.Source, r.Note)
	}
	for _, name := range episode.Names {
		e, err := episode.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		note(e.Sources()...)
	}
	for _, f := range h.facts {
		cited[f.Source] = true
		if !cited[f.ID] {
			t.Errorf("facts.csv:%d: nothing cites %s", f.at.line, f.ID)
		}
	}
	for _, s := range h.sources {
		if !cited[s.ID] {
			t.Errorf("sources.csv:%d: nothing cites %s", s.at.line, s.ID)
		}
	}
}

// Two publishers do not allow their data to be passed on: nothing may rest on
// them.
func TestNothingRestsOnDataThatMayNotBePassedOn(t *testing.T) {
	h := home()
	for _, s := range h.sources {
		for _, name := range []string{"openrouter", "artificialanalysis", "artificial analysis"} {
			if strings.Contains(strings.ToLower(s.ID+s.Holder+s.Title+s.URL), name) {
				t.Errorf("source %s is %s", s.ID, name)
			}
		}
	}
	for _, f := range h.facts {
		if s := strings.ToLower(f.Statement + f.URL); strings.Contains(s, "openrouter") || strings.Contains(s, "artificialanalysis") {
			t.Errorf("fact %s rests on data of OpenRouter or Artificial Analysis: %s", f.ID, f.Statement)
		}
	}
	for i, f := range Shipped().Figures {
		if s := strings.ToLower(f.Subject + f.Note); strings.Contains(s, "openrouter") || strings.Contains(s, "artificial analysis") {
			t.Errorf("figures.csv:%d rests on data of OpenRouter or Artificial Analysis", i+2)
		}
	}
}

// Shares of one whole add up.
func TestSharesAddUp(t *testing.T) {
	sharesAddUp(t, "ai-2023", 11+4+1+2*5)
	sharesAddUp(t, "ai-2024", 1+1+1+2*5)
}

func sharesAddUp(t *testing.T, set string, wholes int) {
	rows, err := Parameters(set)
	if err != nil {
		t.Fatal(err)
	}
	sums := map[string]float64{}
	for _, p := range rows {
		k := strings.Split(p.Key, ".")
		switch {
		case len(k) == 4 && k[2] == "buyers":
			sums["buyers of "+k[1]] += p.Value
		case len(k) == 5 && k[2] == "types" && k[4] == "weight":
			sums["types of "+k[1]] += p.Value
		case p.Unit == "share" && strings.HasPrefix(p.Key, "compute.other_buyers."):
			sums["other buyers of chips"] += p.Value
		case len(k) == 5 && k[2] == "chips" && strings.HasPrefix(k[3], "share"):
			sums["chips in "+k[4]+", "+k[3]] += p.Value
		}
	}
	if len(sums) != wholes {
		t.Errorf("%s: %d wholes of shares, want %d: %v", set, len(sums), wholes, sums)
	}
	for whole, sum := range sums {
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("%s: %s add up to %g, want 1", set, whole, sum)
		}
	}
}

// A design over more factors than this finds nothing; over fewer it leaves out
// what could matter.
func TestNumberOfDrawnParameters(t *testing.T) {
	rows, err := Parameters("ai-2023")
	if err != nil {
		t.Fatal(err)
	}
	drawn := 0
	for _, p := range rows {
		if p.Dist != "fixed" {
			drawn++
		}
	}
	if drawn < 60 || drawn > 90 {
		t.Errorf("set ai-2023 draws %d numbers, want 60 to 90", drawn)
	}
}

func TestUnknownSetNamesTheKnownOnes(t *testing.T) {
	_, err := Parameters("ai-1999")
	if err == nil || !strings.Contains(err.Error(), "ai-2023") {
		t.Errorf("error is %v: want one that names ai-2023", err)
	}
}

// The sources that ask for credit get it, once, whatever cites them.
func TestAttributions(t *testing.T) {
	got := Attributions("F0199", "epoch.ai;models.dev", "F0200", Assumption, "my own estimate")
	if len(got) != 2 || !strings.Contains(got[0], "Epoch AI") || !strings.Contains(got[0], "CC BY 4.0") || !strings.Contains(got[1], "models.dev") {
		t.Errorf("attributions are %q: want Epoch AI with its licence, then models.dev", got)
	}
	if got := Uncredited("F0199;mine", "epoch.ai;mine", Assumption, "hers"); !slices.Equal(got, []string{"hers", "mine"}) {
		t.Errorf("no table has %q: want hers and mine", got)
	}
	if got := Attributions(Assumption); got != nil {
		t.Errorf("an assumption credits %q: want nobody", got)
	}
}

// deeds are the addresses of licences that ask for theirs to be given.
var deeds = map[string]string{
	"CC BY 4.0":    "https://creativecommons.org/licenses/by/4.0/",
	"CC BY-SA 3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
}

// Whoever asks to be named for the use of data is named in what goes out with
// the program.
func TestNoticeNamesLicensedData(t *testing.T) {
	for _, s := range Sources() {
		if !strings.HasPrefix(s.Licence, "CC ") {
			continue
		}
		deed, ok := deeds[s.Licence]
		if !ok {
			t.Errorf("sources.csv:%d: licence of %s is %s: add the address of its deed to deeds, if data under it may be passed on", s.at.line, s.ID, s.Licence)
		}
		if !strings.Contains(s.Attribution, deed) {
			t.Errorf("sources.csv:%d: attribution of %s is %q: want the address of its licence, %s", s.at.line, s.ID, s.Attribution, deed)
		}
		for _, want := range []string{s.Holder, s.URL, deed, "Changed:"} {
			if !strings.Contains(Notice, want) {
				t.Errorf("NOTICE does not say %q, which the licence of %s asks for", want, s.ID)
			}
		}
	}
}

func TestClaimsAreNumberedAndQuoted(t *testing.T) {
	for i, c := range Claims() {
		if want := fmt.Sprintf("C%d", i); c.ID != want {
			t.Errorf("claim %d is %s, want %s", i, c.ID, want)
		}
		if i >= 10 && !strings.Contains(c.Quotation, "only in the Chinese article's version") {
			t.Errorf("%s does not say that only the Chinese version has it", c.ID)
		}
		if i < 10 && !strings.Contains(c.Quotation, `"`) && !strings.Contains(c.Quotation, "(paraphrase)") {
			t.Errorf("%s has neither quotation marks nor the word paraphrase: %s", c.ID, c.Quotation)
		}
	}
}

// Callers may change what they get without changing the tables.
func TestReturnedRowsAreCopies(t *testing.T) {
	Facts()[0].Value = "changed"
	if Facts()[0].Value == "changed" {
		t.Error("a caller changed the embedded facts")
	}
}

// good is the smallest set of tables that loads.
func good() map[string]string {
	return map[string]string{
		"sources.csv":     sourceColumns + "\nepoch,Epoch,data,https://epoch.ai,CC BY 4.0,Epoch AI,two figures\n",
		"facts.csv":       factColumns + "\nF0001,growth,2.4,x per year,2024-05-31,https://epoch.ai/a,A,epoch\nF0002,level,1,$,2024-05-31,https://epoch.ai/b,C,epoch\n",
		"parameters.csv":  parameterColumns + "\ns,a.b,2,pert,1,3,years,F0001,A,2024-05-31,no,see F0002\ns,a.c,2,fixed,1,3,years,assumption,assumption,2026-11-23,yes,\n",
		"targets.csv":     targetColumns + "\nx@2024-01,x,2024-01,2,0.3,log,calibrates,F0001,\n",
		"history.csv":     pointColumns + "\nx,2024-01,2,1,3,F0001,\nx,2024-02,2,1,3,F0001,\n",
		"firstprints.csv": firstPrintColumns + "\nx,2024-01,2,2024-05-31,F0001,\nx,2024-02,2,2024-06-30,epoch,\n",
		"claims.csv":      claimColumns + "\nC0,\"\"\"all\"\"\",a test,something,F0001,open,O1,\n",
		"events.csv":      eventColumns + "\n2024-01-01,something,,F0001\n2024-01-02,else,,F0002\n",
	}
}

func load(tables map[string]string) error {
	fsys := fstest.MapFS{}
	for name, text := range tables {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	_, err := Load(fsys)
	return err
}

func TestSmallestTablesLoad(t *testing.T) {
	if err := load(good()); err != nil {
		t.Fatal(err)
	}
}

// Each rule is broken once; the message must say where, what and what is
// wanted.
func TestBrokenTables(t *testing.T) {
	for _, c := range []struct{ file, from, to, want string }{
		{"sources.csv", "id,holder", "holder,id", `sources.csv:1: header is "holder,id`},
		{"sources.csv", "CC BY 4.0", "", `sources.csv:2: licence is "": want a text`},
		{"sources.csv", "https://epoch.ai", "epoch.ai", `sources.csv:2: url is "epoch.ai": want an address`},
		{"facts.csv", "2024-05-31,https://epoch.ai/a", "2024-05,https://epoch.ai/a", `facts.csv:2: date is "2024-05": want YYYY-MM-DD`},
		{"facts.csv", "C,epoch", "C,epic", `facts.csv:3: source is "epic": add its row to sources.csv`},
		{"facts.csv", "F0002", "F0001", `facts.csv:3: id is "F0001", as in line 2`},
		{"facts.csv", "F0002,level", "fact2,level", `facts.csv:3: id is "fact2": want a letter`},
		{"facts.csv", ",C,epoch", ",E,epoch", `facts.csv:3: grade is "E": want one of A, B, C, D`},
		{"facts.csv", "level,1,$", "level,1,", `facts.csv:3: unit is "": want a text`},
		{"parameters.csv", "pert,1,3", "pert,2.5,3", `parameters.csv:2: value is 2 outside low 2.5 to high 3`},
		{"parameters.csv", "pert", "beta-pert", `parameters.csv:2: dist is "beta-pert": want one of fixed, uniform`},
		{"parameters.csv", "a.b,2,", "a.b,2 years,", `parameters.csv:2: value is "2 years": want a finite number`},
		{"parameters.csv", "a.b,2,", "a.b,NaN,", `parameters.csv:2: value is "NaN": want a finite number`},
		{"parameters.csv", "pert,1,3", "pert,2,2", `parameters.csv:2: dist is pert, low and high both 2: widen`},
		{"parameters.csv", "pert,1,3", "loguniform,0,3", `parameters.csv:2: low is 0: loguniform wants it above 0`},
		{"parameters.csv", "pert,1,3", "discrete,1,3", `parameters.csv:2: value is 2: discrete wants low 1 or high 3`},
		{"parameters.csv", "F0001,A", "F0009,A", `parameters.csv:2: source cites "F0009", which is in neither`},
		{"parameters.csv", "F0001,A", ",A", `parameters.csv:2: source is "": want a text`},
		{"parameters.csv", "F0001,A", "F0001;F0002,A", `parameters.csv:2: grade is A, the worst of its facts has C`},
		{"parameters.csv", "see F0002", "see F0003", `parameters.csv:2: note mentions F0003, which is not in facts.csv`},
		{"parameters.csv", "assumption,assumption", "assumption,B", `parameters.csv:3: grade is B, source is assumption`},
		{"parameters.csv", "fixed,1,3", "fixed,2,2", `parameters.csv:3: low and high are both 2: an assumption wants a range`},
		{"parameters.csv", "assumption,assumption", "definition,definition", `parameters.csv:3: source is definition: want low = high and a note`},
		{"parameters.csv", "a.c", "a.b", `parameters.csv:3: set and key is "s/a.b", as in line 2`},
		{"parameters.csv", "2026-11-23,yes", ",yes", `parameters.csv:3: known_from is "": want YYYY-MM-DD`},
		{"parameters.csv", ",no,see F0002", ",no", `wrong number of fields`},
		{"targets.csv", "0.3", "0", `targets.csv:2: tolerance is 0: want above 0`},
		{"targets.csv", "2024-01,2,", "2024-01,-2,", `targets.csv:2: value is -2 on scale log`},
		{"targets.csv", "x@2024-01", "x@2024-02", `targets.csv:2: id is "x@2024-02": want "x@2024-01"`},
		{"targets.csv", "x,2024-01", "x,2024-13", `targets.csv:2: month is "2024-13": want YYYY-MM`},
		{"history.csv", "2024-02,2,1,3", "2024-02,2,1,1.5", `history.csv:3: value is 2 outside low 1 to high 1.5`},
		{"history.csv", "x,2024-02", "x,2024-01", `history.csv:3: indicator and month is "x/2024-01", as in line 2`},
		{"history.csv", "x,2024-02", "x,2023-12", `history.csv:3: month is 2023-12 after a row of 2024-01`},
		{"claims.csv", "something", "", `claims.csv:2: observed is empty: a verdict of open wants`},
		{"claims.csv", ",open,", ",maybe,", `claims.csv:2: verdict_observed is "maybe": want one of supported`},
		{"claims.csv", "O1", "O6", `claims.csv:2: model_claim is "O6"`},
		{"events.csv", "2024-01-02", "2023-01-02", `events.csv:3: date is 2023-01-02 after 2024-01-01`},
		{"events.csv", "2024-01-02", "2024-02-30", `events.csv:3: date is "2024-02-30": want YYYY-MM-DD`},
	} {
		tables := good()
		if !strings.Contains(tables[c.file], c.from) {
			t.Fatalf("%s has no %q to break", c.file, c.from)
		}
		tables[c.file] = strings.Replace(tables[c.file], c.from, c.to, 1)
		err := load(tables)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q for %q:\n got %v\nwant %s", c.file, c.to, c.from, err, c.want)
		}
	}
}

func TestMissingTable(t *testing.T) {
	tables := good()
	delete(tables, "facts.csv")
	if err := load(tables); err == nil || !strings.Contains(err.Error(), "facts.csv: cannot be read") {
		t.Errorf("error is %v: want one that names facts.csv", err)
	}
}

// All problems come at once.
func TestProblemsAreListedTogether(t *testing.T) {
	tables := good()
	tables["facts.csv"] = strings.ReplaceAll(tables["facts.csv"], "2024-05-31", "yesterday")
	err := load(tables)
	if err == nil || strings.Count(err.Error(), `"yesterday"`) != 2 {
		t.Errorf("error is %v: want both bad dates", err)
	}
}

// The version names the bytes: the same for the same, another for one digit
// more.
func TestVersionFollowsContents(t *testing.T) {
	version := func(tables map[string]string) string {
		fsys := fstest.MapFS{}
		for name, text := range tables {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		x, err := Load(fsys)
		if err != nil {
			t.Fatal(err)
		}
		return x.Version()
	}
	a, b := version(good()), version(good())
	changed := good()
	changed["history.csv"] = strings.Replace(changed["history.csv"], "2,1,3", "2,1,3.0", 1)
	if c := version(changed); a != b || a == c || len(a) != 12 {
		t.Errorf("versions are %s, %s, and %s after a change: want equal, equal, different, 12 digits", a, b, c)
	}
}

// Whatever stands in a table, Load reports and does not panic.
func FuzzLoad(f *testing.F) {
	g := good()
	files := []string{"sources.csv", "facts.csv", "parameters.csv", "targets.csv", "history.csv", "claims.csv", "events.csv"}
	for i, file := range files {
		f.Add(uint8(i), g[file])
	}
	f.Add(uint8(1), factColumns+"\n\"")
	f.Fuzz(func(t *testing.T, i uint8, text string) {
		tables := good()
		tables[files[int(i)%len(files)]] = text
		if err := load(tables); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
	})
}
