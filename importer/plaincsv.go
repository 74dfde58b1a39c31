package importer

import (
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// plainCSV is a table of this program's own, as in docs/evidence.md: the
// columns say which of the tables it is. A price may leave release empty; the
// rules of names then look for it. Releases have the state of openness unknown
// until an access table says more.
var plainCSV = Format{
	Name: "csv",
	Doc:  "plain CSV with the columns of releases, access, prices, scores or figures in docs/evidence.md",
	File: "prices.csv, or any name",
	Ship: true,
	Read: func(b []byte, seen undercut.Day) Batch {
		r := &csvReader{reader{seen: seen}}
		r.file(b)
		return r.Batch
	},
}

// tables are the columns of each table, and how a row is taken.
var tables = []struct {
	columns string
	take    func(*csvReader, line)
}{
	{evidence.PriceColumns, (*csvReader).priceRow},
	{evidence.ScoreColumns, (*csvReader).scoreRow},
	{evidence.AccessColumns, (*csvReader).accessRow},
	{evidence.ReleaseColumns, (*csvReader).releaseRow},
	{evidence.FigureColumns, (*csvReader).figureRow},
}

// A csvReader reads one table.
type csvReader struct{ reader }

// file finds the table that shares most columns with the file; columns that
// differ from it are reported.
func (r *csvReader) file(b []byte) {
	_, columns, ok := r.header(b)
	if !ok {
		return
	}
	best, shared := 0, -1
	for i, t := range tables {
		n := 0
		for _, name := range strings.Split(t.columns, ",") {
			if _, ok := columns[name]; ok {
				n++
			}
		}
		if n > shared {
			best, shared = i, n
		}
	}
	need := strings.Split(tables[best].columns, ",")
	for _, name := range slices.Sorted(maps.Keys(columns)) {
		if !slices.Contains(need, name) {
			r.bad(line{number: 1}, name, "no column of that table: want "+tables[best].columns)
		}
	}
	if r.faults > 0 {
		return
	}
	r.lines(b, func(l line) { tables[best].take(r, l) }, need...)
}

func (r *csvReader) priceRow(l line) {
	before := r.faults
	p := evidence.Price{
		Release: l.get("release"), SKU: r.must(l, "sku"), Provider: r.must(l, "provider"),
		Seller:  undercut.Seller(r.word(l, "seller", undercut.SellerNames())),
		Kind:    undercut.PriceKind(r.word(l, "kind", undercut.PriceKindNames())),
		Removed: r.word(l, "event", []string{"price", "removed"}) == 1,
		From:    r.calendar(l, "valid_from"), Seen: r.past(l, "seen"), Dated: evidence.DatedNames[r.word(l, "dated", evidence.DatedNames)],
		In: math.NaN(), Out: math.NaN(), Cached: math.NaN(),
		Source: r.must(l, "source"), Grade: r.grade(l), Suspect: l.get("suspect"),
	}
	if p.Suspect != "" {
		r.word(l, "suspect", evidence.SuspectNames)
	}
	if !p.Removed {
		p.In, p.Out = r.amount(l, "input"), r.amount(l, "output")
		if l.get("cache_read") != "" {
			p.Cached = r.amount(l, "cache_read")
		}
	}
	if r.faults == before {
		r.Prices, r.Where = append(r.Prices, p), append(r.Where, l.place())
	}
}

func (r *csvReader) scoreRow(l line) {
	before := r.faults
	s := evidence.ScoreRow{Release: r.must(l, "release"), Score: undercut.Score{
		Variant: r.must(l, "variant"), Scale: r.must(l, "scale"), Seen: r.past(l, "seen"),
		Value: r.finite(l, "score"), Low: r.maybe(l, "low"), High: r.maybe(l, "high"), Source: r.must(l, "source"), Grade: r.grade(l),
	}}
	if s.Low > s.Value || s.High < s.Value || math.IsNaN(s.Low) != math.IsNaN(s.High) {
		r.bad(l.at("score"), l.get("score"), "want low <= score <= high, or neither bound")
	}
	if r.faults == before {
		r.Scores = append(r.Scores, s)
	}
}

func (r *csvReader) accessRow(l line) {
	before := r.faults
	a := evidence.AccessRow{Release: r.must(l, "release"), Access: undercut.Access{
		State: undercut.Openness(r.word(l, "state", undercut.OpennessNames())),
		From:  r.past(l, "from"), Seen: r.past(l, "seen"), Licence: r.free(l, "licence"),
		Source: r.must(l, "source"), Grade: r.grade(l),
	}}
	if r.faults == before {
		r.Access = append(r.Access, a)
	}
}

func (r *csvReader) releaseRow(l line) {
	before := r.faults
	name, _ := r.text(l.at("name"), strings.Join(strings.Fields(l.get("name")), " ")) // people break long names
	o := undercut.Release{
		ID: r.must(l, "id"), Name: name, Developer: r.free(l, "developer"), Country: r.country(l),
		Domain: undercut.Domains[r.word(l, "domain", undercut.Domains[:])], Day: r.past(l, "released"), Seen: r.past(l, "seen"),
		Params: undercut.Params{
			Total: r.positive(l, "params_total_b"), Active: r.positive(l, "params_active_b"),
			FLOP: r.positive(l, "flop"), Cost: r.positive(l, "cost_musd_2023"),
		},
		Source: r.must(l, "source"), Grade: r.grade(l),
	}
	if r.faults == before {
		r.Releases = append(r.Releases, o)
		r.Access = append(r.Access, evidence.AccessRow{Release: o.ID, Access: undercut.Access{
			State: undercut.Unknown, From: o.Day, Seen: o.Seen, Source: o.Source, Grade: o.Grade,
		}})
	}
}

func (r *csvReader) figureRow(l line) {
	before := r.faults
	f := undercut.Figure{
		Subject: r.must(l, "subject"), Kind: evidence.FigureKinds[r.word(l, "kind", evidence.FigureKinds)],
		Country: r.country(l), Metric: r.must(l, "metric"), From: r.calendar(l, "from"), Until: r.calendar(l, "until"), Seen: r.past(l, "seen"),
		Value: r.finite(l, "value"), Low: r.maybe(l, "low"), High: r.maybe(l, "high"), Unit: r.must(l, "unit"),
		Source: r.must(l, "source"), Grade: r.grade(l), Note: r.free(l, "note"),
	}
	if f.Until < f.From || f.Seen < f.From {
		r.bad(l.at("from"), l.get("from"), "want from <= until, and seen not before from")
	}
	if f.Low > f.Value || f.High < f.Value {
		r.bad(l.at("value"), l.get("value"), "want low <= value <= high")
	}
	if r.faults == before {
		r.Figures = append(r.Figures, f)
	}
}
