package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/undercut-sim/undercut/store"
)

// unfinished is the ending of the directory in which a run is made.
const unfinished = ".partial"

// readManifest reads the manifest of the run at dir, which may be finished or
// not and may be named with or without the ending of an unfinished one. It
// returns where the manifest was.
func readManifest(dir string) (*store.Manifest, string, error) {
	dir = strings.TrimSuffix(filepath.Clean(dir), unfinished)
	for _, place := range []string{dir, dir + unfinished} {
		path := filepath.Join(place, store.ManifestName)
		text, err := readUpTo(path, maxBytes)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, "", badInput{err}
		}
		m := new(store.Manifest)
		if err := json.Unmarshal(text, m); err != nil {
			return nil, "", badInput{fmt.Errorf("%s is not the manifest of a run: %w", path, err)}
		}
		return m, place, nil
	}
	return nil, "", badInput{fmt.Errorf("there is no run at %s, finished or not: name the directory of a run", dir)}
}
