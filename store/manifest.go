package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
)

// Format is the version of the layout of run directories and journals.
const Format = 2

// Names of the files that the store itself writes.
const (
	ManifestName = "manifest.json"
	OutcomesName = "outcomes.csv"
	BandsName    = "bands.csv"

	journalName = "futures.bin"
	lockName    = "lock"
	partial     = ".partial" // suffix of a directory that is not finished
	temporary   = ".tmp"     // suffix of a file that is not finished
)

// maxFailures is how many failed futures a manifest lists; all of them are
// counted, and stand with their errors in outcomes.csv.
const maxFailures = 20

// A Cell is one belief about the unknown in one world of policies.
type Cell struct {
	Belief string `json:"belief"`
	World  string `json:"world"`
}

// A FailedFuture says why one future of one cell has no outcomes.
type FailedFuture struct {
	Belief string `json:"belief"`
	World  string `json:"world"`
	Future int    `json:"future"`
	Error  string `json:"error"`
}

// A Manifest says what a run was made from and what it contains. The fields
// from Format to Illustrative are fixed when a run is opened; the store fills the
// others. There is no date in it: the same inputs give the same manifest.
type Manifest struct {
	Format       int       `json:"format"`     // set by Open
	Scenario     string    `json:"scenario"`   // name of the scenario
	Engine       string    `json:"engine"`     // version of the program
	Data         string    `json:"data"`       // version of the embedded evidence
	InputHash    string    `json:"input_hash"` // of everything that results depend on
	Seed         uint64    `json:"seed"`
	Futures      int       `json:"futures"` // of each cell
	Cells        []Cell    `json:"cells"`
	DrawNames    []string  `json:"draws"`
	OutcomeNames []string  `json:"outcomes"`
	SeriesNames  []string  `json:"series"`
	Months       [2]string `json:"months"` // first and last of the series, as 2024-12
	Keep         []bool    `json:"keep"`   // by cell: whether its records carry series; nil if all do

	Illustrative []string `json:"illustrative"` // outcomes and series that hold numbers without a source

	Complete    bool              `json:"complete"`     // every future and file is there
	FailedCount int               `json:"failed_count"` // futures without outcomes
	Failed      []FailedFuture    `json:"failed"`       // the first 20 of them, by future and cell
	Files       map[string]string `json:"files"`        // SHA-256 in hex by file name
}

// MonthCount returns the number of months of every series, 0 if there are no
// series.
func (m *Manifest) MonthCount() int {
	first, last, err := m.span()
	if err != nil || len(m.SeriesNames) == 0 {
		return 0
	}
	return int(last-first) + 1
}

func (m *Manifest) span() (first, last undercut.Month, err error) {
	if first, err = undercut.ParseMonth(m.Months[0]); err != nil {
		return 0, 0, err
	}
	last, err = undercut.ParseMonth(m.Months[1])
	return first, last, err
}

// marks returns, for each name, whether it is among those that hold numbers
// without a source.
func (m *Manifest) marks(names []string) []bool {
	marked := make([]bool, len(names))
	for i, name := range names {
		marked[i] = slices.Contains(m.Illustrative, name)
	}
	return marked
}

// check returns all that is wrong with the part that the caller fills in.
func (m *Manifest) check() error {
	var errs []error
	bad := func(format string, a ...any) { errs = append(errs, fmt.Errorf("manifest: "+format, a...)) }
	if m.InputHash == "" {
		bad("input hash is empty: want a hash of everything that results depend on")
	}
	if m.Futures < 1 || len(m.Cells) < 1 {
		bad("%d futures of %d cells: want 1 or more of both", m.Futures, len(m.Cells))
	}
	if name := repeated(m.Cells); name != nil {
		bad("cell %s/%s is listed twice", name.Belief, name.World)
	}
	if name := repeated(m.columns()); name != nil {
		bad("outcomes would have two columns called %q: rename one", *name)
	}
	if name := repeated(m.SeriesNames); name != nil {
		bad("series %q is listed twice", *name)
	}
	if m.Keep != nil && len(m.Keep) != len(m.Cells) {
		bad("%d cells say whether they keep series: want all %d or none", len(m.Keep), len(m.Cells))
	}
	if len(m.SeriesNames) > 0 {
		if first, last, err := m.span(); err != nil {
			bad("months of the series: %v", err)
		} else if last < first {
			bad("the series end in %s, before they start in %s", last, first)
		}
	}
	return errors.Join(errs...)
}

// repeated returns the first value that stands twice in a list, nil if none.
func repeated[T comparable](list []T) *T {
	seen := make(map[T]bool, len(list))
	for i, v := range list {
		if seen[v] {
			return &list[i]
		}
		seen[v] = true
	}
	return nil
}

// sameRun returns why two manifests are not of the same run, "" if they are.
func (m *Manifest) sameRun(other *Manifest) string {
	switch {
	case m.InputHash != other.InputHash:
		return fmt.Sprintf("it is a run of %s with input hash %s, this one of %s with %s", other.Scenario, short(other.InputHash), m.Scenario, short(m.InputHash))
	case m.Engine != other.Engine:
		return fmt.Sprintf("engine %s made it, this is %s", other.Engine, m.Engine)
	case m.Futures != other.Futures || !slices.Equal(m.Cells, other.Cells) || !slices.Equal(m.columns(), other.columns()) ||
		!slices.Equal(m.SeriesNames, other.SeriesNames) || m.Months != other.Months || !slices.Equal(m.Keep, other.Keep) || !slices.Equal(m.Illustrative, other.Illustrative):
		return "it has the same input hash but other futures, cells or names, so one of the two hashes is wrong"
	}
	return ""
}

func short(hash string) string { return hash[:min(8, len(hash))] }

// readManifest reads the manifest of a directory. The error is fs.ErrNotExist
// if there is none.
func readManifest(dir string) (*Manifest, error) {
	path := filepath.Join(dir, ManifestName)
	text, err := readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fs.ErrNotExist
	}
	if err != nil {
		return nil, fmt.Errorf("the manifest of the run cannot be read: %w: %s", err, Remedy(err))
	}
	var version struct {
		Format int    `json:"format"`
		Engine string `json:"engine"`
	}
	if err := json.Unmarshal(text, &version); err != nil {
		return nil, fmt.Errorf("%s is not the manifest of a run (%v): choose another directory", path, err)
	}
	if version.Format != Format {
		return nil, fmt.Errorf("%s has format %d, this program reads %d: use undercut %s, which wrote it", path, version.Format, Format, version.Engine)
	}
	m := new(Manifest)
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(m); err != nil {
		return nil, fmt.Errorf("%s is damaged (%v): remove the directory and run again", path, err)
	}
	return m, m.check()
}

// text returns the manifest as it stands in its file.
func (m *Manifest) text() ([]byte, error) {
	text, err := json.MarshalIndent(m, "", "  ")
	return append(text, '\n'), err
}

// DefaultDir returns where a run of a scenario is kept if the user names no
// directory: ./undercut-runs/<scenario>-<first 8 of the input hash>.
func DefaultDir(scenario, inputHash string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\: `, r) {
			return '-'
		}
		return r
	}, scenario)
	return filepath.Join("undercut-runs", name+"-"+short(inputHash))
}
