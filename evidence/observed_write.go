package evidence

import (
	"bytes"
	"encoding/csv"
	"errors"
	"maps"
	"math"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
)

// Files returns the tables that have rows, by file name, as LoadArchive reads
// them: what is read back is what was written, to the last bit of each number.
// Sources are not among them: those of an Observed are publishers that may be
// cited, whoever brought them.
func (o *Observed) Files() map[string][]byte {
	files := map[string][]byte{}
	put(files, "releases.csv", ReleaseColumns, o.Releases, releaseCells)
	put(files, "access.csv", AccessColumns, o.Access, accessCells)
	put(files, "prices.csv", PriceColumns, o.Prices, priceCells)
	put(files, "scores.csv", ScoreColumns, o.Scores, scoreCells)
	put(files, "figures.csv", FigureColumns, o.Figures, figureCells)
	return files
}

// Sizes returns the number of rows of each table that has some, by file name.
func (o *Observed) Sizes() map[string]int {
	sizes := map[string]int{
		"releases.csv": len(o.Releases), "access.csv": len(o.Access), "prices.csv": len(o.Prices),
		"scores.csv": len(o.Scores), "figures.csv": len(o.Figures),
	}
	maps.DeleteFunc(sizes, func(_ string, n int) bool { return n == 0 })
	return sizes
}

// SourceFile returns the text of a sources.csv.
func SourceFile(sources []Source) []byte {
	files := map[string][]byte{}
	put(files, "sources.csv", sourceColumns, sources, func(s *Source) []string {
		return []string{s.ID, s.Holder, s.Title, s.URL, s.Licence, s.Attribution, s.Taken}
	})
	return files["sources.csv"]
}

// put writes a table that has rows.
func put[T any](files map[string][]byte, name, columns string, rows []T, cells func(*T) []string) {
	if len(rows) == 0 {
		return
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.Write(strings.Split(columns, ","))
	for i := range rows {
		err = errors.Join(err, w.Write(cells(&rows[i])))
	}
	w.Flush()
	if err := errors.Join(err, w.Error()); err != nil {
		panic(err) // a buffer takes all
	}
	files[name] = b.Bytes()
}

func releaseCells(r *undercut.Release) []string {
	return []string{
		r.ID, r.Name, r.Developer, r.Country, r.Domain, r.Day.String(), r.Seen.String(),
		number(r.Params.Total), number(r.Params.Active), number(r.Params.FLOP), number(r.Params.Cost), r.Source, r.Grade,
	}
}

func accessCells(a *AccessRow) []string {
	return []string{a.Release, a.State.String(), a.From.String(), a.Access.Seen.String(), a.Licence, a.Access.Source, a.Access.Grade}
}

func priceCells(p *Price) []string {
	event := "price"
	if p.Removed {
		event = "removed"
	}
	return []string{
		p.Release, p.SKU, p.Provider, p.Seller.String(), p.Kind.String(), event, p.From.String(), p.Seen.String(), p.Dated,
		number(p.In), number(p.Out), number(p.Cached), p.Source, p.Grade, p.Suspect,
	}
}

func scoreCells(s *ScoreRow) []string {
	return []string{s.Release, s.Variant, s.Scale, s.Score.Seen.String(), number(s.Value), number(s.Low), number(s.High), s.Score.Source, s.Score.Grade}
}

func figureCells(f *undercut.Figure) []string {
	return []string{
		f.Subject, f.Kind, f.Country, f.Metric, f.From.String(), f.Until.String(), f.Seen.String(),
		number(f.Value), number(f.Low), number(f.High), f.Unit, f.Source, f.Grade, f.Note,
	}
}

// number is the shortest text that reads back the same; nothing for NaN.
func number(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}
