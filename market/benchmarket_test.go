package market_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// The benchmark market (testdata/benchmarket/SPEC.md) is an ordinary world:
// one unit-form segment, priced by rule, with own experience exponents.

func benchmarket(shock float64) *market.World {
	nan := math.NaN()
	w := &market.World{
		Name: "benchmarket", Start: undercut.Date(2023, 1), End: undercut.Date(2035, 12),
		Blocs: []market.Bloc{{Name: "one", ServeCost: 1, ServeCap: nan}},
		Segments: []market.Segment{{
			Name: "widget", Layer: "device", Form: "unit", Pricing: "rule", Unit: "widget",
			Size: 12, Growth: 12 * math.Log(1.01), Buyers: market.ByBloc{1},
			SigmaOpen: nan, Elasticity: nan, PriceSlope: 0.5, ValidMonths: 1, Shock: shock,
			Learning: &market.Learning{Rate: 0},
		}},
	}
	for i := range 36 {
		w.Firms = append(w.Firms, market.Firm{
			Name: fmt.Sprint("firm-", i), Bloc: "one", Segment: "widget",
			Cash: float64(300000+50000*((3*i)%8)) / 1e9, Fixed: 12 * float64(24000+1500*((5*i)%13)) / 1e9,
			Maker: &market.Maker{
				Price: nan, UnitCost: 10 + 0.05*float64(i), Units: nan,
				Cumulative: float64(400000+10000*i) / 1e6, Brand: 4 + 0.03*float64((7*i)%11),
				Efficiency: nan, Markup: 0.08 + 0.01*float64(i%7), Conduct: nan,
				Exponent: 0.20 + 0.004*float64(i%10), Reference: float64(400000+10000*i) / 1e6,
			},
		})
	}
	return w
}

func readCSV(t testing.TB, name string) []map[string]string {
	t.Helper()
	f, err := os.Open("testdata/benchmarket/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, r := range rows[1:] {
		m := map[string]string{}
		for i, h := range rows[0] {
			m[h] = r[i]
		}
		out = append(out, m)
	}
	return out
}

func number(t testing.TB, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func off(got, want float64) float64 { return math.Abs(got-want) / max(math.Abs(want), 1e-300) }

func TestBenchmarkMarketFollowsTheReference(t *testing.T) {
	w := benchmarket(0)
	m, err := market.New(w)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Reset(w, 1, 0); err != nil {
		t.Fatal(err)
	}
	p := m.NewPolicy()
	for _, ref := range readCSV(t, "reference_zero_shock.csv") {
		before := alive(m.View())
		if err := m.Step(&p); err != nil {
			t.Fatal(err)
		}
		v := m.View()
		quantity, paid, hhi, profit, cash := 0.0, 0.0, 0.0, 0.0, 0.0
		for _, r := range v.Rows {
			quantity += r.Units
			paid += r.Units * r.Price
		}
		for _, r := range v.Rows {
			hhi += (r.Units / quantity) * (r.Units / quantity)
		}
		var exits []string
		for i, b := range v.Books {
			if before == nil || before[i] {
				cash += b.Cash
				profit += b.Gross - b.Overhead
				if !b.Alive {
					exits = append(exits, strconv.Itoa(i))
				}
			}
		}
		for _, c := range []struct {
			name           string
			got, want, tol float64
		}{
			{"total_quantity", quantity * 1e6, number(t, ref["total_quantity"]), 1e-10},
			{"share_weighted_price", paid / quantity, number(t, ref["share_weighted_price"]), 1e-10},
			{"hhi", hhi, number(t, ref["hhi"]), 1e-10},
			{"total_cash_of_active_at_start", cash * 1e9, number(t, ref["total_cash_of_active_at_start"]), 1e-10},
			{"total_profit", profit * 1e9, number(t, ref["total_profit"]), 1e-8},
		} {
			if off(c.got, c.want) > c.tol {
				t.Errorf("month %s: %s is %.15g, the reference says %.15g (off by %.2g)", ref["month"], c.name, c.got, c.want, off(c.got, c.want))
			}
		}
		if got := strings.Join(exits, " "); got != strings.NewReplacer(";", " ", ",", " ").Replace(ref["exited_firm_indices"]) {
			t.Errorf("month %s: exits %q, the reference says %q", ref["month"], got, ref["exited_firm_indices"])
		}
		if t.Failed() {
			t.FailNow()
		}
	}
}

func alive(v undercut.View) []bool {
	if v.Books == nil {
		return nil
	}
	var a []bool
	for _, b := range v.Books {
		a = append(a, b.Alive)
	}
	return a
}

func BenchmarkMarket(b *testing.B) {
	w := benchmarket(0.1)
	m, err := market.New(w)
	if err != nil {
		b.Fatal(err)
	}
	p := m.NewPolicy()
	for n := range b.N {
		if err := m.Reset(w, 1, uint64(n)); err != nil {
			b.Fatal(err)
		}
		for range 156 {
			if err := m.Step(&p); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(36*156*b.N)/b.Elapsed().Seconds()/1e6, "Mfirm-months/s")
}
