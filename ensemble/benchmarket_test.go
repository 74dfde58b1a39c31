package ensemble_test

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/scenario"
)

// TestBenchmarkMarketAsAScenario runs the benchmark market from its scenario
// file through the same engine as any other and holds it against the
// reference trajectory (market/testdata/benchmarket).
func TestBenchmarkMarketAsAScenario(t *testing.T) {
	sc, err := scenario.Load("testdata/benchmarket.yaml", os.ReadFile, nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open("../market/testdata/benchmarket/reference_zero_shock.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range lines[0] {
		column[name] = i
	}
	month, gone := 0, map[int]bool{}
	err = simulation(t, sc).Panel(0, 0, func(v undercut.View) error {
		month++
		quantity, paid, squares, cash := 0.0, 0.0, 0.0, 0.0
		for _, r := range v.Rows {
			quantity, paid, squares = quantity+r.Units, paid+r.Units*r.Price, squares+r.Units*r.Units
		}
		var exits []string
		for i, b := range v.Books {
			if gone[i] {
				continue
			}
			cash += b.Cash
			if !b.Alive {
				gone[i] = true
				exits = append(exits, strconv.Itoa(i))
			}
		}
		for _, c := range []struct {
			name string
			got  float64
		}{
			{"total_quantity", quantity * 1e6},
			{"share_weighted_price", paid / quantity},
			{"hhi", squares / quantity / quantity},
			{"total_cash_of_active_at_start", cash * 1e9},
		} {
			want, err := strconv.ParseFloat(lines[month][column[c.name]], 64)
			if err != nil {
				t.Fatal(err)
			}
			if !(math.Abs(c.got-want) <= 1e-10*math.Abs(want)) {
				t.Fatalf("month %d: %s is %.15g, the reference says %.15g", month-1, c.name, c.got, want)
			}
		}
		if got, want := strings.Join(exits, ";"), lines[month][column["exited_firm_indices"]]; got != strings.ReplaceAll(want, " ", ";") {
			t.Fatalf("month %d: exits %q, the reference says %q", month-1, got, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if month != len(lines)-1 {
		t.Errorf("%d months, the reference has %d", month, len(lines)-1)
	}
}
