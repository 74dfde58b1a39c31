package reconcile

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/importer"
)

const smallSources = "id,holder,title,url,licence,attribution,taken\na,A,a,https://a.example,MIT,A,all\nb,B,b,https://b.example,MIT,B,all\n"

// small is a panel of two releases, a closed and an open one, with prices by
// two sources and scores on two scales.
func small(t testing.TB) *evidence.Observed {
	t.Helper()
	o, err := evidence.LoadObserved(fstest.MapFS{
		"releases.csv": file("id,name,developer,country,domain,released,seen,params_total_b,params_active_b,flop,cost_musd_2023,source,grade",
			"x@2026-01,X,X Lab,US,language,2026-01-10,2026-01-10,,,,,a,B", "y@2026-02,Y,Y Lab,CN,language,2026-02-10,2026-02-10,70,,,,a,B"),
		"access.csv": file("release,state,from,seen,licence,source,grade", "x@2026-01,api,2026-01-10,2026-01-10,,a,B", "y@2026-02,unknown,2026-02-10,2026-02-10,,a,B"),
		"prices.csv": file("release,sku,provider,seller,kind,event,valid_from,seen,dated,input,output,cache_read,source,suspect",
			"x@2026-01,x,x,first_party,list,price,2026-01-10,2026-01-10,announced,4,12,,a,",
			"x@2026-01,x,x,first_party,list,price,2026-03-01,2026-03-02,observed,3,12,,b,",
			"y@2026-02,lab/y,h1,host,list,price,2026-03-01,2026-03-01,observed,1,2,,a,"),
		"scores.csv":  file("release,variant,scale,seen,score,low,high,source", "x@2026-01,x,eci,2026-03-01,140,138,142,a", "y@2026-02,y,eci,2026-03-01,130,,,a", "x@2026-01,x,gpqa,2026-03-01,0.5,,,a"),
		"figures.csv": file("subject,kind,country,metric,from,until,seen,value,low,high,unit,source,grade,note"),
		"unused":      file(""),
	}, sources(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func file(lines ...string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(strings.Join(lines, "\n") + "\n")}
}

func sources(t testing.TB) []evidence.Source {
	t.Helper()
	a, err := evidence.LoadArchive(fstest.MapFS{"sources.csv": {Data: []byte(smallSources)}})
	if err != nil {
		t.Fatal(err)
	}
	return a.Sources
}

// catalogue is a format that lists all that its source has.
var catalogue = importer.Format{Name: "catalogue", Whole: true}

// day returns a day of April 2026.
func day(n int) undercut.Day { return undercut.DayOf(2026, 4, n) }

// offerOn is a list price that was seen on a day of April.
func offerOn(n int, source, release, provider string, in, out float64) evidence.Price {
	seller := undercut.Host
	if release == "x@2026-01" {
		seller = undercut.FirstParty
	}
	return evidence.Price{
		Release: release, SKU: release[:1], Provider: provider, Seller: seller, From: day(n), Seen: day(n), Dated: "observed",
		In: in, Out: out, Cached: math.NaN(), Source: source,
	}
}

func batch(prices ...evidence.Price) *importer.Batch {
	b := &importer.Batch{Prices: slices.Clone(prices)}
	for i := range prices {
		b.Where = append(b.Where, fmt.Sprintf("row %d", i+1))
	}
	return b
}

// stored joins what a comparison found to what was known, as the command does.
func stored(t testing.TB, known *evidence.Observed, c *Changes, seen undercut.Day) *evidence.Observed {
	t.Helper()
	name := "catalogue@" + seen.String()
	rows := map[string]int{}
	fsys := fstest.MapFS{}
	for file, text := range c.Rows.Files() {
		fsys[name+"/"+file] = &fstest.MapFile{Data: text}
		rows[file] = strings.Count(string(text), "\n") - 1
	}
	text, err := json.Marshal(evidence.Manifest{Format: evidence.VintageFormat, Source: "catalogue", Seen: seen, Sequence: 1, Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	fsys[name+"/manifest.json"] = &fstest.MapFile{Data: text}
	a, err := evidence.LoadArchive(fsys)
	if err != nil {
		t.Fatal(err)
	}
	joined, err := known.Join(a)
	if err != nil {
		t.Fatal(err)
	}
	return joined
}

// saying lists the changes as texts.
func saying(c *Changes) (all []string) {
	for i := range c.List {
		l := &c.List[i]
		text := l.Verb + " " + l.Name() + ": " + l.Is()
		if l.Was() != "" {
			text += ", was " + l.Was()
		}
		all = append(all, text)
	}
	return all
}

func wantChanges(t *testing.T, c *Changes, want ...string) {
	t.Helper()
	if got := saying(c); !slices.Equal(got, want) {
		t.Errorf("changes are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func wantProblem(t *testing.T, problems []importer.Problem, want string) {
	t.Helper()
	if len(problems) != 1 || !strings.Contains(problems[0].Error(), want) {
		t.Errorf("problems are %v: want one with %q", problems, want)
	}
}

// Worked by hand: b said 3 in March, a said 4 in January and 1 for y.
func TestCompareWithWhatIsKnown(t *testing.T) {
	known := small(t)
	x := func(source string, in float64) evidence.Price { return offerOn(1, source, "x@2026-01", "x", in, 12) }
	for name, c := range map[string]struct {
		row    evidence.Price
		want   string
		behind bool
	}{
		"a price cut":                               {x("b", 2), "changed x@2026-01 · x · list: $2 in, $12 out, was $3 in, $12 out since 2026-03-01 by b", false},
		"the price that b reported, now by a":       {x("a", 3), "", false},
		"the price that a said last, b's is newer":  {x("a", 4), "", true},
		"a price that a third source never changed": {x("a;b", 4), "", true},
		"another price by a":                        {x("a", 5), "changed x@2026-01 · x · list: $5 in, $12 out, was $3 in, $12 out since 2026-03-01 by b", false},
		"another host":                              {offerOn(1, "b", "y@2026-02", "h2", 0.9, 2), "added y@2026-02 · h2 · list: $0.9 in, $2 out", false},
		"the owner, long after the release":         {offerOn(20, "b", "x@2026-01", "z", 3, 12), "added x@2026-01 · z · list: $3 in, $12 out", false},
	} {
		got := Compare(known, &importer.Format{}, batch(c.row), day(20), false)
		if strings.Join(saying(got), ";") != c.want || (len(got.Behind) == 1) != c.behind || len(got.Rows.Prices) != len(got.List) || len(got.Problems) > 0 {
			t.Errorf("%s: %q, behind %v, %d rows, %v", name, saying(got), got.Behind, len(got.Rows.Prices), got.Problems)
		}
	}
	late := Compare(known, &importer.Format{}, batch(offerOn(20, "b", "x@2026-01", "z", 3, 12)), day(20), false).Rows.Prices[0]
	if late.Dated != "first_seen_late" {
		t.Errorf("an owner's first price a hundred days after the release is dated %q", late.Dated)
	}
}

// A price of cached tokens is news, its absence is not.
func TestCompareCachedTokens(t *testing.T) {
	known := small(t)
	p := offerOn(1, "b", "x@2026-01", "x", 3, 12)
	p.Cached = 0.3
	c := Compare(known, &importer.Format{}, batch(p), day(1), false)
	wantChanges(t, c, "changed x@2026-01 · x · list: $3 in, $12 out, $0.3 cached, was $3 in, $12 out since 2026-03-01 by b")
	p.Cached, p.From, p.Seen = math.NaN(), day(2), day(2)
	wantChanges(t, Compare(stored(t, known, c, day(1)), &importer.Format{}, batch(p), day(2), false))
}

// Regions share a name: the cheapest is the offer, and a price that is among
// them has not changed.
func TestCompareRegions(t *testing.T) {
	known := small(t)
	east, west := offerOn(1, "a", "y@2026-02", "h1", 0.9, 2), offerOn(1, "a", "y@2026-02", "h1", 1.1, 2)
	east.SKU, west.SKU = "east/y", "west/y"
	c := Compare(known, &importer.Format{}, batch(west, east), day(1), false)
	wantChanges(t, c, "changed y@2026-02 · h1 · list: $0.9 in, $2 out, was $1 in, $2 out since 2026-03-01 by a")
	if c.Dearer != 1 {
		t.Errorf("%d dearer rows, want 1", c.Dearer)
	}
	wantChanges(t, Compare(known, &importer.Format{}, batch(west, east, offerOn(1, "a", "y@2026-02", "h1", 1, 2)), day(1), false))
}

// A catalogue ends what it had and lacks; one that was cut off ends nothing,
// nor does one with rows that could not be read.
func TestCompareAbsent(t *testing.T) {
	known := small(t)
	b := batch(offerOn(1, "a", "x@2026-01", "x", 3, 12))
	wantChanges(t, Compare(known, &catalogue, b, day(1), false), "removed y@2026-02 · h1 · list: not on sale, was $1 in, $2 out since 2026-03-01 by a")
	wantChanges(t, Compare(known, &importer.Format{}, b, day(1), false))
	b.Problems = []importer.Problem{{Place: "row 2", Want: "a price"}}
	wantChanges(t, Compare(known, &catalogue, b, day(1), false))

	// The name is there, without a release that a rule knows.
	stranger := offerOn(1, "a", "y@2026-02", "h1", 1, 2)
	stranger.Release = ""
	c := Compare(known, &catalogue, batch(offerOn(1, "a", "x@2026-01", "x", 3, 12), stranger), day(1), false)
	if wantChanges(t, c); c.Unmatched != 1 {
		t.Errorf("%d unmatched, want 1", c.Unmatched)
	}

	// The name means another release now.
	moved := offerOn(1, "a", "y@2026-02", "x", 2, 12)
	moved.SKU = "x"
	c = Compare(known, &catalogue, batch(moved, offerOn(1, "a", "y@2026-02", "h1", 1, 2)), day(1), false)
	wantChanges(t, c, "added y@2026-02 · x · list: $2 in, $12 out", "removed x@2026-01 · x · list: not on sale, was $3 in, $12 out since 2026-03-01 by b")
	wantProblem(t, c.Doubts, "means another release now")
}

func TestCompareWithAFileThatWasCutOff(t *testing.T) {
	known := small(t)
	var many []evidence.Price
	for i := range 50 {
		many = append(many, offerOn(1, "a", "y@2026-02", fmt.Sprint("host", i), 1, 2))
	}
	known = stored(t, known, Compare(known, &importer.Format{}, batch(many...), day(1), false), day(1))
	c := Compare(known, &catalogue, batch(many[:20]...), day(2), false)
	wantChanges(t, c)
	wantProblem(t, c.Problems, `the file is "32 of 52 offers are absent": most of what catalogue had is not in it`)
	if c = Compare(known, &catalogue, batch(many[:30]...), day(2), false); c.Count("prices.csv", Removed) != 22 || len(c.Problems) > 0 {
		t.Errorf("%d of 52 offers end, with %v: want 22", c.Count("prices.csv", Removed), c.Problems)
	}
}

// A doubt with a word keeps its row out of series, unless the reader is told to
// trust the file, now or later; a doubt without one is told. Neither is told
// again of a row that says nothing new.
func TestCompareDoubts(t *testing.T) {
	known := small(t)
	doubtful := func(n int, suspect string) *importer.Batch {
		b := batch(offerOn(n, "a", "y@2026-02", "h1", 1, 2), offerOn(n, "b", "x@2026-01", "x", 30, 120))
		b.Problems = []importer.Problem{{Place: "row 2", Value: "30", Want: "a slip?", Doubt: true, Row: 2, Suspect: suspect}}
		return b
	}
	for _, suspect := range []string{"decimal", ""} {
		c := Compare(known, &importer.Format{}, doubtful(1, suspect), day(1), false)
		wantProblem(t, c.Doubts, `row 2 is "30": a slip?`)
		if len(c.Rows.Prices) != 1 || c.Rows.Prices[0].Suspect != suspect {
			t.Errorf("rows are %+v, want one that is suspect %q", c.Rows.Prices, suspect)
		}
		after := stored(t, known, c, day(1))
		again := Compare(after, &importer.Format{}, doubtful(2, suspect), day(2), false)
		if len(again.List) > 0 || len(again.Behind) > 0 || len(again.Doubts) > 0 || again.Old != 1 {
			t.Errorf("the second import says %q, %v, %d old doubts", saying(again), again.Doubts, again.Old)
		}
		trusted := Compare(after, &importer.Format{}, doubtful(2, suspect), day(2), true).Rows.Prices
		if want := map[string]int{"decimal": 1, "": 0}[suspect]; len(trusted) != want || want == 1 && trusted[0].Suspect != "" {
			t.Errorf("suspect %q: with trust rows are %+v", suspect, trusted)
		}
	}
}

// What no table could take is a problem of its row.
func TestCompareRowsThatFitNowhere(t *testing.T) {
	stranger := offerOn(1, "c", "x@2026-01", "x", 1, 2)
	wantProblem(t, Compare(small(t), &importer.Format{}, batch(stranger), day(1), false).Problems, `row 1: source is "c": the source is not known: add its row to sources.csv`)
	if c := Compare(small(t), &importer.Format{Publisher: evidence.Source{ID: "c"}}, batch(stranger), day(1), false); len(c.Problems) > 0 || len(c.List) != 1 {
		t.Errorf("a source that the format names: %v, %q", c.Problems, saying(c))
	}
	wantProblem(t, Compare(small(t), &importer.Format{}, batch(offerOn(2, "a", "x@2026-01", "x", 1, 2)), day(1), false).Problems, `row 1 is "2026-04-02": want a day of seeing up to 2026-04-01`)
	lost := offerOn(1, "a", "x@2026-01", "x", 1, 2)
	lost.Release = "w"
	wantProblem(t, Compare(small(t), &importer.Format{}, batch(lost), day(1), false).Problems, `row 1 is "w": there is no such release`)
}

// Dated rows are compared in the order of their days: a price that came back
// is news each time.
func TestCompareHistory(t *testing.T) {
	var rows []evidence.Price
	for i, in := range []float64{2, 3, 3, 2} {
		p := offerOn(20, "b", "x@2026-01", "x", in, 12)
		p.From, p.Dated = day(i+1), "announced"
		rows = append(rows, p)
	}
	known := small(t)
	c := Compare(known, &importer.Format{}, batch(rows[3], rows[1], rows[0], rows[2]), day(20), false)
	wantChanges(t, c,
		"changed x@2026-01 · x · list: $2 in, $12 out from 2026-04-01, was $3 in, $12 out since 2026-03-01 by b",
		"changed x@2026-01 · x · list: $3 in, $12 out from 2026-04-02, was $2 in, $12 out since 2026-04-01 by b",
		"changed x@2026-01 · x · list: $2 in, $12 out from 2026-04-04, was $3 in, $12 out since 2026-04-02 by b")
	wantChanges(t, Compare(stored(t, known, c, day(20)), &importer.Format{}, batch(rows...), day(20), false))
}

// Of a scale that is fitted anew a vintage is kept whole if one score in it is
// news; of another, what is news.
func TestCompareScores(t *testing.T) {
	known := small(t)
	row := func(n int, release, scale string, value float64) evidence.ScoreRow {
		s := undercut.Score{Variant: release[:1], Scale: scale, Seen: day(n), Value: value, Low: math.NaN(), High: math.NaN(), Source: "a"}
		if release == "x@2026-01" && scale == "eci" {
			s.Low, s.High = 138, 142
		}
		return evidence.ScoreRow{Release: release, Score: s}
	}
	at := func(n int, y, gpqa float64) *importer.Batch {
		return &importer.Batch{Scores: []evidence.ScoreRow{row(n, "x@2026-01", "eci", 140), row(n, "y@2026-02", "eci", y), row(n, "x@2026-01", "gpqa", gpqa), row(n, "y@2026-02", "gpqa", 0.4)}}
	}
	same := at(1, 130, 0.5)
	same.Scores = same.Scores[:3]
	if c := Compare(known, &importer.Format{}, same, day(1), false); len(c.Rows.Scores) > 0 || c.Unchanged["scores.csv"] != 3 {
		t.Errorf("a vintage that says the same: %q, %d unchanged", saying(c), c.Unchanged["scores.csv"])
	}
	c := Compare(known, &importer.Format{}, at(1, 131, 0.5), day(1), false)
	wantChanges(t, c, "changed y@2026-02 · eci: 131, was 130 of 2026-03-01", "added y@2026-02 · gpqa: 0.4")
	if len(c.Rows.Scores) != 3 {
		t.Errorf("rows are %+v: want both of eci, and the one of gpqa that is new", c.Rows.Scores)
	}
	after := stored(t, known, c, day(1))
	wantChanges(t, Compare(after, &importer.Format{}, at(1, 131, 0.5), day(1), false))
	wantChanges(t, Compare(after, &importer.Format{}, at(2, 131, 0.5), day(2), false))
	twice := at(2, 131, 0.5)
	twice.Scores = append(twice.Scores, row(2, "y@2026-02", "eci", 132))
	wantProblem(t, Compare(after, &importer.Format{}, twice, day(2), false).Problems, "the variant comes twice")
}

// A share in per cent is no share.
func TestCompareSharesInPercent(t *testing.T) {
	b := &importer.Batch{Scores: []evidence.ScoreRow{
		{Release: "x@2026-01", Score: undercut.Score{Variant: "a", Scale: "gpqa", Seen: day(1), Value: 86, Low: math.NaN(), High: math.NaN(), Source: "a"}},
		{Release: "x@2026-01", Score: undercut.Score{Variant: "b", Scale: "gpqa", Seen: day(1), Value: -0.02, Low: math.NaN(), High: math.NaN(), Source: "a"}},
		{Release: "x@2026-01", Score: undercut.Score{Variant: "a", Scale: "arena", Seen: day(1), Value: 1400, Low: math.NaN(), High: math.NaN(), Source: "a"}},
	}}
	c := Compare(small(t), &importer.Format{}, b, day(1), false)
	wantProblem(t, c.Problems, `x@2026-01 on gpqa is "86": want a share of 1, not per cent`)
	if len(c.Problems) != 1 || len(c.Rows.Scores) != 2 {
		t.Errorf("%v, %v", c.Problems, c.Rows.Scores)
	}
}

// A vintage of a scale that is fitted anew which has much less than the fullest
// is told of: figures may pass over it. Another file of the same day adds to it.
func TestCompareVintagesThatLackMost(t *testing.T) {
	known := small(t)
	for i := range 8 {
		known.Scores = append(known.Scores, evidence.ScoreRow{Release: "y@2026-02", Score: undercut.Score{Variant: fmt.Sprint(i), Scale: "eci", Seen: day(1), Value: 100, Low: math.NaN(), High: math.NaN(), Source: "a"}})
	}
	of := func(n int, variants ...int) *importer.Batch {
		b := &importer.Batch{}
		for _, v := range variants {
			b.Scores = append(b.Scores, evidence.ScoreRow{Release: "y@2026-02", Score: undercut.Score{Variant: fmt.Sprint(v), Scale: "eci", Seen: day(n), Value: 101, Low: math.NaN(), High: math.NaN(), Source: "a"}})
		}
		return b
	}
	const whole, over = "that of 2026-04-01 has 8: is the file whole?", "Figures pass over"
	for _, c := range []struct {
		batch        *importer.Batch
		value        string
		told, passed bool
	}{
		{of(2, 0, 1, 2, 3, 4, 5, 6), "", false, false},
		{of(2, 0, 1, 2, 3, 4, 5), "6 scores", true, false},
		{of(2, 0, 1, 2, 3), "4 scores", true, false},
		{of(2, 0, 1, 2), "3 scores", true, true},
		{of(1, 0), "", false, false},
	} {
		got := Compare(known, &importer.Format{}, c.batch, day(2), false).Doubts
		switch {
		case !c.told && len(got) > 0:
			t.Errorf("%d scores: %v", len(c.batch.Scores), got)
		case c.told && (len(got) != 1 || got[0].Value != c.value || got[0].Place != "scale eci of 2026-04-02" || !strings.Contains(got[0].Want, whole) || strings.Contains(got[0].Want, over) != c.passed):
			t.Errorf("%d scores: %v", len(c.batch.Scores), got)
		}
	}
}

// A release that is known stays; its openness changes where that is news.
func TestCompareReleasesAndOpenness(t *testing.T) {
	known := small(t)
	state := func(release string, s undercut.Openness, from, seen undercut.Day, source string) evidence.AccessRow {
		return evidence.AccessRow{Release: release, Access: undercut.Access{State: s, From: from, Seen: seen, Source: source, Grade: "C"}}
	}
	january, february := undercut.DayOf(2026, 1, 10), undercut.DayOf(2026, 2, 10)
	for name, c := range map[string]struct {
		row         evidence.AccessRow
		want, doubt string
	}{
		"known, and said again":         {state("x@2026-01", undercut.APIOnly, january, day(1), "b"), "", ""},
		"not known before":              {state("y@2026-02", undercut.Weights, february, day(1), "b"), "added y@2026-02: weights since 2026-02-10, was unknown since 2026-02-10", ""},
		"weights since a later day":     {state("x@2026-01", undercut.OpenWeights, day(1), day(1), "b"), "changed x@2026-01: open since 2026-04-01, was api since 2026-01-10", ""},
		"always open, says another":     {state("x@2026-01", undercut.Weights, january, day(1), "b"), "", `x@2026-01 is "weights since 2026-01-10": it is known as api since 2026-01-10, and stays so`},
		"open, says who said otherwise": {state("x@2026-01", undercut.Weights, january, day(1), "a"), "changed x@2026-01: weights since 2026-04-01, was api since 2026-01-10", ""},
		"that nothing is known":         {state("x@2026-01", undercut.Unknown, january, day(1), "b"), "", ""},
	} {
		got := Compare(known, &importer.Format{}, &importer.Batch{Access: []evidence.AccessRow{c.row}}, day(1), false)
		if strings.Join(saying(got), ";") != c.want || len(got.Problems) > 0 {
			t.Errorf("%s: %q, problems %v", name, saying(got), got.Problems)
		}
		if c.doubt != "" {
			wantProblem(t, got.Doubts, c.doubt)
		}
		after := stored(t, known, got, day(1))
		again := Compare(after, &importer.Format{}, &importer.Batch{Access: []evidence.AccessRow{c.row}}, day(1), false)
		if len(again.List) > 0 {
			t.Errorf("%s: the second import says %q", name, saying(again))
		}
	}
	early := Compare(known, &importer.Format{}, &importer.Batch{Access: []evidence.AccessRow{state("x@2026-01", undercut.APIOnly, january-1, day(1), "a")}}, day(1), false)
	wantProblem(t, early.Problems, "want a state from the release on, 2026-01-10")

	other := known.Releases[0]
	other.Day, other.Seen = february+30, day(1)
	fresh := undercut.Release{ID: "z", Name: "Z", Domain: "language", Day: day(1), Seen: day(1), Source: "b", Grade: "C", Params: other.Params}
	c := Compare(known, &importer.Format{}, &importer.Batch{Releases: []undercut.Release{other, fresh}}, day(1), false)
	wantChanges(t, c, "added z: developer not known of 2026-04-01, language")
	wantProblem(t, c.Doubts, `x@2026-01 is "released 2026-03-12, known as of 2026-01-10": the release stays as it is known`)
	if len(c.Rows.Access) != 1 || c.Rows.Access[0].State != undercut.Unknown {
		t.Errorf("openness of a release of which nothing is said: %+v", c.Rows.Access)
	}
	stored(t, known, c, day(1))
}

// A figure is news if its source has not said it before.
func TestCompareFigures(t *testing.T) {
	known := small(t)
	f := undercut.Figure{
		Subject: "X Lab", Kind: "lab", Country: "US", Metric: "revenue", From: undercut.DayOf(2025, 1, 1), Until: undercut.DayOf(2025, 12, 31),
		Seen: day(1), Value: 10, Low: math.NaN(), High: math.NaN(), Unit: "million USD", Source: "a", Grade: "B",
	}
	of := func(f undercut.Figure) *importer.Batch { return &importer.Batch{Figures: []undercut.Figure{f}} }
	c := Compare(known, &importer.Format{}, of(f), day(1), false)
	wantChanges(t, c, "added X Lab · revenue · 2025-01-01 to 2025-12-31: 10 million USD")
	after := stored(t, known, c, day(1))
	wantChanges(t, Compare(after, &importer.Format{}, of(f), day(1), false))
	f.Source, f.Value, f.Seen = "b", 12, day(2)
	c = Compare(after, &importer.Format{}, of(f), day(2), false)
	wantChanges(t, c, "changed X Lab · revenue · 2025-01-01 to 2025-12-31: 12 million USD, was 10 million USD by a")
	after = stored(t, after, c, day(2))
	f.Source, f.Value, f.Seen = "a", 10, day(3)
	wantChanges(t, Compare(after, &importer.Format{}, of(f), day(3), false))
	f.Metric = "sales"
	wantProblem(t, Compare(after, &importer.Format{}, of(f), day(3), false).Problems, `metric is "sales": want one of revenue`)
}

// Two sources are imported day by day, whatever they say. Each file is news
// once; and where nobody contradicts it a catalogue's word is the price.
func TestImportTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		known := small(t)
		for n := 1; n <= 6; n++ {
			source := rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "source")
			f := &importer.Format{Name: source, Whole: rapid.Bool().Draw(rt, "whole")}
			var rows []evidence.Price
			for _, at := range []string{"x", "h1", "h2"} {
				release := map[bool]string{true: "x@2026-01", false: "y@2026-02"}[at == "x"]
				if rapid.Bool().Draw(rt, "listed") {
					rows = append(rows, offerOn(n, source, release, at, rapid.SampledFrom([]float64{1, 2, 3, 4}).Draw(rt, "in"), 12))
				}
			}
			c := Compare(known, f, batch(rows...), day(n), true)
			after := stored(t, known, c, day(n))
			if again := Compare(after, f, batch(rows...), day(n), true); len(again.List) > 0 {
				rt.Fatalf("the second import of %v says %q", rows, saying(again))
			}
			if later := Compare(after, f, batch(onDay(rows, n+1)...), day(n+1), true); len(later.List) > 0 {
				rt.Fatalf("a day later the same bytes %v say %q", rows, saying(later))
			}
			for _, p := range rows {
				if said := priceOn(after, &p, day(n)); said != p.In && !isBehind(c, &p) {
					rt.Fatalf("%s asks %g, the table has %g", p.Provider, p.In, said)
				}
			}
			known = after
		}
	})
}

func onDay(rows []evidence.Price, n int) []evidence.Price {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].From, rows[i].Seen = day(n), day(n)
	}
	return rows
}

// priceOn is the price of reading of an offer on a day, NaN if it does not
// stand.
func priceOn(o *evidence.Observed, p *evidence.Price, d undercut.Day) float64 {
	v := o.View(d)
	for i := range v.Offers {
		if f := &v.Offers[i]; v.Releases[f.Release].ID == p.Release && f.Provider == p.Provider && f.Holds(d) {
			return f.In
		}
	}
	return math.NaN()
}

func isBehind(c *Changes, p *evidence.Price) bool {
	return slices.ContainsFunc(c.Behind, func(l Change) bool { return strings.Contains(l.Name(), "· "+p.Provider+" ·") })
}

// What stands, and what stood before, is what a walk through all events finds.
func TestStandingIsWhatAWalkFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []*evidence.Price
		for range rapid.IntRange(0, 8).Draw(t, "events") {
			events = append(events, &evidence.Price{
				From: day(rapid.IntRange(1, 9).Draw(t, "from")), Removed: rapid.IntRange(0, 4).Draw(t, "removed") == 0,
				In: float64(rapid.IntRange(1, 2).Draw(t, "in")), Out: 1, Cached: rapid.SampledFrom([]float64{math.NaN(), 1}).Draw(t, "cached"),
				Suspect: rapid.SampledFrom([]string{"", "", "unit"}).Draw(t, "suspect"),
			})
		}
		slices.SortStableFunc(events, inTime)
		at := day(rapid.IntRange(0, 10).Draw(t, "at"))
		var last, before *evidence.Price
		for _, e := range events {
			if e.From > at || e.Suspect != "" {
				continue
			}
			if last == nil || !same(e, last) {
				before = last
			}
			last = e
		}
		if l, b := standing(events, at); l != last || b != before {
			t.Errorf("%v before %v: want %v before %v", b, l, before, last)
		}
	})
}

// An offer may have as many prices as a file has rows: ten times as many take
// about ten times as long, not a hundred times.
func TestManyPricesOfOneOffer(t *testing.T) {
	took := func(n int) time.Duration {
		b := &importer.Batch{}
		for i := range n {
			p := evidence.Price{Release: "y@2026-02", SKU: "y", Provider: "h9", Seller: undercut.Host, From: day(i), Seen: day(i), Dated: "observed", In: float64(1 + i%7), Out: 2, Cached: math.NaN(), Source: "a"}
			b.Prices, b.Where = append(b.Prices, p), append(b.Where, "row")
		}
		o, start := small(t), time.Now()
		importer.Doubts(b, o)
		c := Compare(o, &importer.Format{}, b, day(n), false)
		if len(c.List) != n {
			t.Fatalf("%d changes of %d", len(c.List), n)
		}
		return time.Since(start)
	}
	took(1000)
	if few, many := took(2000), took(20_000); many > 2*time.Second && many > 40*few {
		t.Errorf("2,000 prices took %v, 20,000 %v", few, many)
	}
}
