package reconcile

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

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
		"prices.csv": file("release,sku,provider,seller,kind,event,valid_from,seen,dated,input,output,cache_read,source,grade,suspect",
			"x@2026-01,x,x,first_party,list,price,2026-01-10,2026-01-10,announced,4,12,,a,C,",
			"x@2026-01,x,x,first_party,list,price,2026-03-01,2026-03-02,observed,3,12,,b,C,",
			"y@2026-02,lab/y,h1,host,list,price,2026-03-01,2026-03-01,observed,1,2,,a,C,"),
		"scores.csv":  file("release,variant,scale,seen,score,low,high,source,grade", "x@2026-01,x,eci,2026-03-01,140,138,142,a,A", "y@2026-02,y,eci,2026-03-01,130,,,a,A", "x@2026-01,x,gpqa,2026-03-01,0.5,,,a,A"),
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
		In: in, Out: out, Cached: math.NaN(), Source: source, Grade: "C",
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
