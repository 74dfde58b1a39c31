package scenario

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/internal/golden"
)

// Every broken file is refused, and says where, what and what to do.
func TestBrokenFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/broken/*.yaml")
	if err != nil || len(files) < 40 {
		t.Fatalf("found %d broken files, %v", len(files), err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".yaml")
		t.Run(name, func(t *testing.T) {
			s, err := Load(path, os.ReadFile, testRows, nil, nil)
			if err == nil {
				t.Fatalf("%s loads, as\n%s", path, s.YAML)
			}
			var problems Problems
			if !errors.As(err, &problems) {
				t.Fatalf("%s gives an error that is not a list of problems: %v", path, err)
			}
			golden.Check(t, "broken/"+name+".golden", []byte(err.Error()+"\n"))
		})
	}
}

// testRows is the parameter table of the tests: one set, "small".
func testRows(set string) ([]Row, error) {
	if set != "small" {
		return nil, fmt.Errorf("no such set: want small")
	}
	return []Row{
		{Key: "discount", Value: 0.1, Unit: "1/year", Source: "assumption", Grade: "assumption", Calibrated: true},
		{Key: "segments.solar.size", Value: 100, Low: 50, High: 200, Dist: "lognormal", Unit: "m units/year or $bn/year", Source: "F1", Grade: "B", KnownFrom: "2024-01-01"},
		{Key: "segments.solar.buyers.us", Value: 0.6, Unit: "share"},
		{Key: "segments.solar.buyers.cn", Value: 0.4, Low: 0.3, High: 0.5, Dist: "uniform", Unit: "share"},
		{Key: "asymmetries.trust", Value: 1, Low: 0, High: 1, Dist: "discrete", Unit: "switch"},
		{Key: "levers.wall.rate", Value: 0.25, Low: 0, High: 0.5, Dist: "uniform", Unit: "ad valorem"},
		{Key: "segments.gone.size", Value: 1, Unit: "m units/year or $bn/year"},
	}, nil
}
