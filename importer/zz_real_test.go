package importer

import (
	"fmt"
	"github.com/undercut-sim/undercut"
	"os"
	"testing"
	"time"
)

func TestReal(t *testing.T) {
	f := os.Getenv("REAL")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(f)
	for _, fm := range All {
		if fm.Name != os.Getenv("FORMAT") {
			continue
		}
		t0 := time.Now()
		x := fm.Read(b, undercut.DayOf(2024, 8, 1))
		fmt.Println(time.Since(t0), len(x.Prices), "prices", len(x.Scores), "scores", len(x.Releases), "releases", len(x.Problems), "problems", x.Skipped, "skipped")
		for _, p := range x.Problems {
			fmt.Println(p.Doubt, p)
		}
		for i, p := range x.Prices {
			if i%25 == 0 {
				fmt.Printf("%+v\n", p)
			}
		}
	}
}
