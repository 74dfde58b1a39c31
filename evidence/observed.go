package evidence

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"sync"

	"github.com/undercut-sim/undercut"
)

// Observed is what was seen of models, prices and firms: rows in the order of
// their tables, each with the day from which it held and the day from which it
// could have been known.
type Observed struct {
	Sources  []Source
	Releases []undercut.Release // without Access
	Access   []AccessRow
	Prices   []Price
	Scores   []ScoreRow
	Figures  []undercut.Figure

	releaseAt, figureAt []place
	facts               []Fact // that rows may cite
	version             string
}

// The columns of the tables, in order; docs/evidence.md says what each holds.
const (
	ReleaseColumns = "id,name,developer,country,domain,released,seen,params_total_b,params_active_b,flop,cost_musd_2023,source,grade"
	AccessColumns  = "release,state,from,seen,licence,source,grade"
	PriceColumns   = "release,sku,provider,seller,kind,event,valid_from,seen,dated,input,output,cache_read,source,grade,suspect"
	ScoreColumns   = "release,variant,scale,seen,score,low,high,source,grade"
	FigureColumns  = "subject,kind,country,metric,from,until,seen,value,low,high,unit,source,grade,note"
)

// An AccessRow is a change of what one can get of a release.
type AccessRow struct {
	Release string
	undercut.Access
	at place
}

// A ScoreRow is a measurement of a release.
type ScoreRow struct {
	Release string
	undercut.Score
	at place
}

// A Price is an event in the life of an offer.
type Price struct {
	Release  string
	SKU      string // as the provider names it
	Provider string
	Seller   undercut.Seller
	Kind     undercut.PriceKind
	Removed  bool         // the offer ended; there are no prices
	From     undercut.Day // it held from then
	Seen     undercut.Day // a source noticed it then: earlier than From if announced
	Dated    string       // how From is known, one of DatedNames
	In, Out  float64      // dollars a million tokens
	Cached   float64      // the same for tokens read from a cache; NaN if not known
	Source   string
	Grade    string // of the evidence
	Suspect  string // why the row is kept out of every series, one of SuspectNames; empty if it is not
	at       place
}

// DatedNames are the ways in which the start of a price is known, the best
// first. What a feed noticed has the day on which it did.
var DatedNames = []string{"announced", "reported", "observed", "assumed_from_release", "first_seen_late", "undated"}

// SuspectNames are the reasons for which a row is kept but not used.
var SuspectNames = []string{
	"alias",       // a moving name, by then another model
	"currency",    // yuan written as dollars
	"decimal",     // digits slipped
	"early",       // before the release: a preview under the same name
	"placeholder", // the same price for everything
	"router",      // a router's price under the name of the owner
	"swapped",     // prices of two models exchanged
	"undated",     // a past price without its dates
	"unit",        // per character, minute or image
}

// LoadObserved reads the tables from the root of a file system and checks
// them. known are publishers that rows may cite beside those of its own
// sources.csv, which may be missing, and facts single figures that may be cited
// in their place. The error joins every problem found.
func LoadObserved(fsys fs.FS, known []Source, facts []Fact) (*Observed, error) {
	l := &loader{fsys: fsys, hash: sha256.New()}
	o := &Observed{Sources: known, facts: facts}
	o.Releases = table(l, "releases.csv", ReleaseColumns, placed(&o.releaseAt, (*row).release))
	o.Access = table(l, "access.csv", AccessColumns, (*row).access)
	o.Prices = table(l, "prices.csv", PriceColumns, (*row).price)
	o.Scores = table(l, "scores.csv", ScoreColumns, (*row).score)
	o.Figures = table(l, "figures.csv", FigureColumns, placed(&o.figureAt, (*row).figure))
	o.version = hex.EncodeToString(l.hash.Sum(nil))[:12]
	if len(l.bad) == 0 {
		l.bad = o.check()
	}
	if len(l.bad) > 0 {
		return nil, errors.Join(l.bad...)
	}
	return o, nil
}

// placed reads rows that do not carry their place and notes it.
func placed[T any](at *[]place, read func(*row) T) func(*row) T {
	return func(r *row) T {
		*at = append(*at, r.place())
		return read(r)
	}
}

// Version identifies the contents of the tables.
func (o *Observed) Version() string { return o.version }

// observatory is the embedded tables; as with home, tables that do not load
// are a broken build.
var observatory = sync.OnceValue(func() *Observed {
	data, err := fs.Sub(embedded, "data/observed")
	if err != nil {
		panic(err)
	}
	o, err := LoadObserved(data, home().sources, home().facts)
	if err != nil {
		panic("evidence: the embedded tables are broken: " + err.Error())
	}
	return o
})

// Shipped returns the embedded observations. They are shared: nobody may write
// to them.
func Shipped() *Observed { return observatory() }
