package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
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
