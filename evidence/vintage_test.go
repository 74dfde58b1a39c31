package evidence

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/undercut-sim/undercut"
)

// What Files writes is the table that was read, byte for byte where it was
// written in the shortest form.
func TestTablesReadBackAsWritten(t *testing.T) {
	o := Shipped()
	fsys := fstest.MapFS{"figures.csv": {Data: []byte(FigureColumns + "\n")}}
	for name, text := range o.Files() {
		fsys[name] = &fstest.MapFile{Data: text}
	}
	again, err := LoadObserved(fsys, Sources(), Facts())
	if err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(o.Files(), again.Files(), bytes.Equal) {
		t.Error("tables that were written and read are written otherwise")
	}
	for name, n := range o.Sizes() {
		if rows, err := csv.NewReader(bytes.NewReader(o.Files()[name])).ReadAll(); err != nil || len(rows) != n+1 {
			t.Errorf("%s: size %d, %d rows with the header: %v", name, n, len(rows), err)
		}
	}
	shipped, err := fs.ReadFile(embedded, "data/observed/releases.csv")
	if err != nil || !bytes.Equal(shipped, o.Files()["releases.csv"]) {
		t.Errorf("releases.csv is not what Files writes of it: %v", err)
	}
}

// day1 is a day after the shipped tables.
const day1 = "2026-11-30"

// vintageOf is a vintage with the tables given, each without its header.
func vintageOf(fsys fstest.MapFS, name string, sequence int, tables map[string]string) {
	columns := map[string]string{
		"sources.csv": sourceColumns, "releases.csv": ReleaseColumns, "access.csv": AccessColumns,
		"prices.csv": PriceColumns, "scores.csv": ScoreColumns, "figures.csv": FigureColumns,
	}
	var rows []string
	for _, table := range slices.Sorted(maps.Keys(tables)) {
		fsys[name+"/"+table] = &fstest.MapFile{Data: []byte(columns[table] + "\n" + tables[table])}
		rows = append(rows, fmt.Sprintf("%q: %d", table, strings.Count(tables[table], "\n")))
	}
	source, rest, _ := strings.Cut(name, "@")
	text := fmt.Sprintf(`{"format": 1, "source": %q, "seen": %q, "sequence": %d, "rows": {%s}}`, source, rest[:10], sequence, strings.Join(rows, ", "))
	fsys[name+"/manifest.json"] = &fstest.MapFile{Data: []byte(text)}
}

const (
	newRelease = "neu@2026-11,Neu,Neu Lab,DE,language,2026-11-02,2026-11-02,,,,,mine,B\n"
	newAccess  = "neu@2026-11,api,2026-11-02,2026-11-02,,mine,B\n"
	newPrice   = "neu@2026-11,neu,neu,first_party,list,price,2026-11-02,2026-11-02,observed,1,2,,mine,C,\n"
	mySource   = "mine,Me,notes,https://me.example,private,my notes,prices\n"
)

// archive is a small one in which each table has a row.
func archive() fstest.MapFS {
	fsys := fstest.MapFS{"sources.csv": {Data: []byte(sourceColumns + "\n" + mySource)}, "README": {}, "notes/x": {}, "import.partial/prices.csv": {}}
	vintageOf(fsys, "csv@2026-11-03", 1, map[string]string{
		"releases.csv": newRelease, "access.csv": newAccess, "prices.csv": newPrice,
		"scores.csv":  "neu@2026-11,neu,eci,2026-11-03,150,148,152,mine,A\n",
		"figures.csv": "neu,lab,DE,revenue,2025-01-01,2025-12-31,2026-11-03,1,0.9,1.1,million USD,mine,B,\n",
	})
	return fsys
}

func joined(fsys fstest.MapFS) (*Observed, error) {
	a, err := LoadArchive(fsys)
	if err != nil {
		return nil, err
	}
	return Shipped().Join(a)
}

func TestJoinAddsToTheShippedTables(t *testing.T) {
	o, err := joined(archive())
	if err != nil {
		t.Fatal(err)
	}
	s := Shipped()
	want := s.Sizes()
	for _, table := range []string{"releases.csv", "access.csv", "prices.csv", "scores.csv", "figures.csv"} {
		want[table]++
	}
	if !reflect.DeepEqual(o.Sizes(), want) {
		t.Errorf("sizes are %v, want %v", o.Sizes(), want)
	}
	if o.Version() == s.Version() || len(o.Version()) != 12 {
		t.Errorf("versions are %s and %s", o.Version(), s.Version())
	}
	if got := o.Attributions("epoch.ai;mine"); len(got) != 2 || got[1] != "my notes" {
		t.Errorf("attributions are %q", got)
	}
	d, _ := undercut.ParseDay(day1)
	v := o.View(d)
	at := slices.IndexFunc(v.Releases, func(r undercut.Release) bool { return r.ID == "neu@2026-11" })
	if at < 0 || v.Releases[at].At(d) != undercut.APIOnly {
		t.Fatalf("the new release is number %d of the view", at)
	}
	if !slices.ContainsFunc(v.Offers, func(f undercut.Offer) bool { return f.Release == at && f.In == 1 && f.Holds(d) }) {
		t.Error("its offer is not in the view")
	}
	early, _ := undercut.ParseDay("2026-11-01")
	if len(o.View(early).Releases) != len(s.View(early).Releases) {
		t.Error("the release is known before it was seen")
	}
	if s.Version() != Shipped().Version() || len(Shipped().Releases) != want["releases.csv"]-1 {
		t.Error("joining changed the shipped tables")
	}
}

// Nothing in an archive, nothing changed but the version.
func TestJoinNothing(t *testing.T) {
	o, err := joined(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	if !maps.EqualFunc(o.Files(), Shipped().Files(), bytes.Equal) {
		// openness is put in order of dates
		a, b := o.Files(), Shipped().Files()
		delete(a, "access.csv")
		delete(b, "access.csv")
		if !maps.EqualFunc(a, b, bytes.Equal) || len(o.Access) != len(Shipped().Access) {
			t.Error("an empty archive changes tables")
		}
	}
	for _, month := range []string{"2024-06-30", "2026-09-30"} {
		d, _ := undercut.ParseDay(month)
		if !reflect.DeepEqual(fmt.Sprint(o.View(d)), fmt.Sprint(Shipped().View(d))) {
			t.Errorf("the view of %s differs", month)
		}
	}
}

// Later imports win, in the order in which they were made, not of names.
func TestLaterVintagesWin(t *testing.T) {
	score := func(x string) map[string]string {
		return map[string]string{"scores.csv": "neu@2026-11,neu,eci,2026-11-03," + x + ",,,mine,A\n"}
	}
	fsys := archive()
	vintageOf(fsys, "csv@2026-11-03.10", 3, score("153"))
	vintageOf(fsys, "csv@2026-11-03.2", 2, score("152"))
	vintageOf(fsys, "other@2026-11-04", 4, map[string]string{
		"releases.csv": strings.Replace(newRelease, "Neu Lab", "Neu Laboratory", 1),
		"access.csv":   "neu@2026-11,unknown,2026-11-02,2026-11-04,,mine,B\nneu@2026-11,open,2026-11-04,2026-11-04,MIT,mine,B\n",
	})
	o, err := joined(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var scores []float64
	for _, s := range o.Scores {
		if s.Release == "neu@2026-11" {
			scores = append(scores, s.Value)
		}
	}
	if !slices.Equal(scores, []float64{153}) {
		t.Errorf("scores are %v, want that of the third import", scores)
	}
	var states []undercut.Openness
	for _, a := range o.Access {
		if a.Release == "neu@2026-11" {
			states = append(states, a.State)
		}
	}
	if !slices.Equal(states, []undercut.Openness{undercut.APIOnly, undercut.OpenWeights}) {
		t.Errorf("states are %v: want API, then open; unknown says nothing", states)
	}
}

// A state of the same day that was seen later corrects the earlier one, for
// those who look later.
func TestOpennessIsCorrected(t *testing.T) {
	fsys := archive()
	vintageOf(fsys, "csv@2026-11-10", 2, map[string]string{"access.csv": "neu@2026-11,weights,2026-11-02,2026-11-10,,mine,B\n"})
	o, err := joined(fsys)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]undercut.Openness{"2026-11-09": undercut.APIOnly, "2026-11-10": undercut.Weights} {
		d, _ := undercut.ParseDay(day)
		v := o.View(d)
		at := slices.IndexFunc(v.Releases, func(r undercut.Release) bool { return r.ID == "neu@2026-11" })
		if got := v.Releases[at].At(d); got != want {
			t.Errorf("on %s it is %v, want %v", day, got, want)
		}
	}
}

// States are put in order of their days, in whatever order they were imported.
func TestOpennessIsPutInOrder(t *testing.T) {
	fsys := archive()
	vintageOf(fsys, "csv@2026-11-20", 2, map[string]string{"access.csv": "neu@2026-11,open,2026-11-20,2026-11-20,,mine,B\n"})
	vintageOf(fsys, "csv@2026-11-21", 3, map[string]string{"access.csv": "neu@2026-11,weights,2026-11-10,2026-11-21,,mine,B\n"})
	o, err := joined(fsys)
	if err != nil {
		t.Fatal(err)
	}
	d, _ := undercut.ParseDay(day1)
	v := o.View(d)
	at := slices.IndexFunc(v.Releases, func(r undercut.Release) bool { return r.ID == "neu@2026-11" })
	for day, want := range map[string]undercut.Openness{"2026-11-09": undercut.APIOnly, "2026-11-19": undercut.Weights, "2026-11-30": undercut.OpenWeights} {
		if d, _ := undercut.ParseDay(day); v.Releases[at].At(d) != want {
			t.Errorf("on %s it is %v, want %v", day, v.Releases[at].At(d), want)
		}
	}
}

// Each rule is broken once; the message must say where, what and what is
// wanted.
func TestBrokenArchives(t *testing.T) {
	const at = "csv@2026-11-03/"
	for _, c := range []struct{ file, from, to, want string }{
		{at + "prices.csv", "observed,1,2", "observed,-1,2", `csv@2026-11-03/prices.csv:2: input is "-1": want dollars a million tokens`},
		{at + "prices.csv", "neu@2026-11,neu", "new@2026-11,neu", `csv@2026-11-03/prices.csv:2: release is "new@2026-11": add its row`},
		{at + "prices.csv", ",mine,", ",yours,", `csv@2026-11-03/prices.csv:2: source cites "yours", which is in neither`},
		{at + "prices.csv", "2026-11-02,2026-11-02", "2026-11-01,2026-11-02", `csv@2026-11-03/prices.csv:2: valid_from is 2026-11-01, the release is of 2026-11-02`},
		{at + "prices.csv", newPrice, newPrice + newPrice, `csv@2026-11-03/prices.csv: has 2 rows, its manifest says 1: restore the file`},
		{at + "access.csv", "2026-11-02,2026-11-02", "2026-11-05,2026-11-05", `csv@2026-11-03/access.csv:2: from is 2026-11-05, the release is of 2026-11-02`},
		{at + "figures.csv", "1,0.9", "1,1.05", `csv@2026-11-03/figures.csv:2: value is 1 outside 1.05 to 1.1`},
		{at + "releases.csv", "neu@2026-11,Neu", "gpt-4@2023-03,Neu", `csv@2026-11-03/releases.csv:2: released of gpt-4@2023-03 is 2026-11-02, releases.csv:`},
		{at + "manifest.json", `"rows"`, `"lines"`, `csv@2026-11-03/manifest.json: is no manifest of a vintage: json: unknown field "lines"; restore it`},
		{at + "manifest.json", `"format": 1`, `"format": 2`, `format is 2: this program reads 1; use the undercut that wrote it`},
		{at + "manifest.json", `"seen": "2026-11-03"`, `"seen": "2026-11-04"`, `it is of csv@2026-11-04: give the directory that name`},
		{"sources.csv", "https://me.example", "me.example", `sources.csv:2: url is "me.example": want an address`},
	} {
		fsys := archive()
		text := string(fsys[c.file].Data)
		if !strings.Contains(text, c.from) {
			t.Fatalf("%s has no %q to break", c.file, c.from)
		}
		fsys[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.from, c.to, 1))}
		if _, err := joined(fsys); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q for %q:\n got %v\nwant %s", c.file, c.to, c.from, err, c.want)
		}
	}
	fsys := archive()
	fsys["csv@2026-11-04"] = &fstest.MapFile{Data: []byte("elsewhere"), Mode: fs.ModeSymlink}
	if _, err := joined(fsys); err == nil || !strings.Contains(err.Error(), "csv@2026-11-04: has the name of a vintage and is no directory: move it away") {
		t.Errorf("a link for a vintage: %v", err)
	}
	for missing, want := range map[string]string{
		at + "prices.csv":    "csv@2026-11-03/prices.csv: cannot be read",
		at + "manifest.json": "csv@2026-11-03/manifest.json: is not there: the directory is no vintage that an import finished",
	} {
		fsys := archive()
		delete(fsys, missing)
		if _, err := joined(fsys); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("without %s: %v", missing, err)
		}
	}
}

// The version names the bytes of an archive.
func TestArchiveVersion(t *testing.T) {
	version := func(fsys fstest.MapFS) string {
		a, err := LoadArchive(fsys)
		if err != nil {
			t.Fatal(err)
		}
		return a.Version()
	}
	changed := archive()
	changed["csv@2026-11-03/prices.csv"].Data = bytes.Replace(changed["csv@2026-11-03/prices.csv"].Data, []byte(",1,2,"), []byte(",1,2.0,"), 1)
	if a, b, c := version(archive()), version(archive()), version(changed); a != b || a == c {
		t.Errorf("versions are %s, %s, and %s after a change", a, b, c)
	}
}

// Whatever stands in an archive, reading and joining report and do not panic.
func FuzzArchive(f *testing.F) {
	files := []string{"manifest.json", "releases.csv", "access.csv", "prices.csv", "scores.csv", "figures.csv"}
	good := archive()
	for i, name := range files {
		f.Add(uint8(i), string(good["csv@2026-11-03/"+name].Data))
	}
	f.Add(uint8(0), `{"format": 1, "source": "csv", "seen": "2026-11-03", "rows": {"prices.csv": -1}}`)
	base, err := loadFigures(figure)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, i uint8, text string) {
		fsys := archive()
		fsys["csv@2026-11-03/"+files[int(i)%len(files)]] = &fstest.MapFile{Data: []byte(text)}
		a, err := LoadArchive(fsys)
		if err == nil {
			_, err = base.Join(a)
		}
		if err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
	})
}
