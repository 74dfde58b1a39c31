package episode_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/evidence"
)

// Licences are stated in one place, so what an episode cites has a row there.
// That every row there is cited, evidence tests.
func TestEverySourceIsInTheTable(t *testing.T) {
	known := []string{"memory", evidence.Assumption}
	for _, s := range evidence.Sources() {
		known = append(known, s.ID)
	}
	for _, name := range episode.Names {
		e, err := episode.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range e.Sources() {
			if !slices.Contains(known, id) {
				t.Errorf("episode %s cites %q: add its row to evidence/data/sources.csv, or say memory or assumption", name, id)
			}
		}
	}
}

// Data under a licence that asks for the same licence stand in a table of
// their own, with a text beside it that gives the licence.
func TestShareAlikeTablesStandAlone(t *testing.T) {
	deed := map[string]string{}
	for _, s := range evidence.Sources() {
		if strings.Contains(s.Licence, "BY-SA") {
			deed[s.ID] = "https://creativecommons.org/licenses/by-sa/" + s.Licence[len("CC BY-SA "):] + "/"
		}
	}
	files, err := filepath.Glob("*/*.csv")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	seen := 0
	for _, file := range files {
		if filepath.Base(file) == "events.csv" { // single facts
			continue
		}
		ids := sourcesOf(t, file)
		for _, id := range ids {
			if deed[id] == "" {
				continue
			}
			seen++
			text, err := os.ReadFile(strings.TrimSuffix(file, ".csv") + ".LICENCE")
			if len(ids) > 1 || err != nil || !strings.Contains(string(text), deed[id]) {
				t.Errorf("%s holds data of %v; %s asks for the same licence: want a table of it alone, and a .LICENCE beside it that names %s (%v)", file, ids, id, deed[id], err)
			}
		}
	}
	if seen == 0 {
		t.Error("no table under such a licence was found: the test looks at nothing")
	}
}

func sourcesOf(t *testing.T, file string) (ids []string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := slices.Index(rows[0], "source")
	for _, row := range rows[1:] {
		ids = append(ids, row[column])
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
