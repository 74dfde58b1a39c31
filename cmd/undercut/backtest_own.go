package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/evidence"
)

const ownSourceColumns = "id,holder,title,url,licence,attribution,taken"

// ownCredits are the attributions of a sources.csv beside a user's episode; nil
// if he gave none. Ids that the shipped tables know are credited as there.
func ownCredits(folder fs.FS, e *episode.Episode) ([]string, error) {
	credits := evidence.Attributions(e.Sources()...)
	text, err := fs.ReadFile(folder, "sources.csv")
	if errors.Is(err, fs.ErrNotExist) {
		return credits, nil
	}
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("sources.csv: %w", err)
	}
	if len(rows) == 0 || strings.Join(rows[0], ",") != ownSourceColumns {
		return nil, fmt.Errorf("sources.csv:1: header is %q: want %q", strings.Join(rows[0], ","), ownSourceColumns)
	}
	for _, r := range rows[1:] {
		line := r[5]
		if r[4] != "" && !strings.Contains(line, r[4]) {
			line += ", " + r[4]
		}
		credits = append(credits, r[0]+": "+line)
	}
	return credits, nil
}

// gaps names the series with a hole: what stands before one is not used by
// origins after it.
func gaps(e *episode.Episode) (all []string) {
	for i := range e.Plan.Worlds {
		w := &e.Plan.Worlds[i]
		step := map[string]float64{"year": 1, "quarter": 0.25, "month": 1.0 / 12}[w.Every]
		for _, f := range figures(w) {
			s := e.Truth().Series(f)
			for k := 1; k < len(s.Dates); k++ {
				if s.Dates[k].Mid-s.Dates[k-1].Mid > 1.5*step {
					all = append(all, fmt.Sprintf("%s of %s has no figure between %s and %s: what stands before the gap does not count for origins after it", f.Series, f.Entity, s.Dates[k-1], s.Dates[k]))
				}
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// figures are the series of a world.
func figures(w *episode.World) (all []episode.Figure) {
	for _, f := range []*episode.Figure{w.Price, w.Units, w.Cumulative} {
		if f != nil {
			all = append(all, *f)
		}
	}
	if w.Shares != nil {
		for _, firm := range w.Shares.FirmNames() {
			for _, entity := range w.Shares.Firms[firm] {
				all = append(all, episode.Figure{Series: w.Shares.Series, Entity: entity})
			}
		}
	}
	return all
}

// writePage makes a page and writes it over a page or where nothing is.
func writePage(name string, html func(io.Writer) error) error {
	var page bytes.Buffer
	if err := html(&page); err != nil {
		return err
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return badInput{fmt.Errorf("--html is %s: a folder; name a file", name)}
	}
	return replacePage("--html", name, page.Bytes())
}
