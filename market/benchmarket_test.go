package market_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// The benchmark market (testdata/benchmarket) is an ordinary world:
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

// TestBenchmarkMarketFollowsTheReferenceFirmByFirm checks every firm in the
// months that the reference gives: what it costs, asks, sells, has sold, has
// in cash, and whether it is still there.
func TestBenchmarkMarketFollowsTheReferenceFirmByFirm(t *testing.T) {
	w := benchmarket(0)
	months := run(t, w, 0)
	sold := make([]float64, len(w.Firms))
	at := 0
	for _, ref := range readCSV(t, "reference_zero_shock_firms.csv") {
		month, i := int(number(t, ref["month"])), int(number(t, ref["firm"]))
		for ; at <= month; at++ {
			for _, r := range months[at].Rows {
				sold[r.Firm] += r.Units
			}
		}
		v := months[month]
		units := 0.0
		for _, r := range v.Rows {
			if r.Firm != i {
				continue
			}
			units = r.Units
			for _, c := range []struct {
				name      string
				got, want float64
			}{{"unit_cost", r.Cost, number(t, ref["unit_cost"])}, {"price", r.Price, number(t, ref["price"])}} {
				if off(c.got, c.want) > 1e-10 {
					t.Errorf("month %d, firm %d: %s is %.15g, the reference says %.15g", month, i, c.name, c.got, c.want)
				}
			}
		}
		for _, c := range []struct {
			name      string
			got, want float64
		}{
			{"quantity", units * 1e6, number(t, ref["quantity"])},
			{"cumulative_sales_after", (w.Firms[i].Maker.Cumulative + sold[i]) * 1e6, number(t, ref["cumulative_sales_after"])},
			{"cash_after", v.Books[i].Cash * 1e9, number(t, ref["cash_after"])},
		} {
			if c.got != c.want && off(c.got, c.want) > 1e-10 {
				t.Errorf("month %d, firm %d: %s is %.15g, the reference says %.15g", month, i, c.name, c.got, c.want)
			}
		}
		if alive := ref["alive_after"] == "1"; v.Books[i].Alive != alive {
			t.Errorf("month %d, firm %d: alive is %v, the reference says %v", month, i, v.Books[i].Alive, alive)
		}
	}
}

// stochastic reads the lines "name mean=… sd=… se=…" of the reference.
func stochastic(t testing.TB) map[string]map[string]float64 {
	t.Helper()
	text, err := os.ReadFile("testdata/benchmarket/stochastic_reference.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]float64{}
	for _, line := range strings.Split(string(text), "\n") {
		fields := strings.Fields(line)
		if len(fields) < 4 || !strings.HasPrefix(fields[1], "mean=") {
			continue
		}
		all[fields[0]] = map[string]float64{}
		for _, f := range fields[1:] {
			key, value, _ := strings.Cut(f, "=")
			all[fields[0]][key] = number(t, value)
		}
	}
	return all
}

// replicate sums one replication of the shocked benchmark market up.
func replicate(m *market.Market, w *market.World, n uint64) (map[string]float64, error) {
	if err := m.Reset(w, 1, n); err != nil {
		return nil, err
	}
	p := m.NewPolicy()
	first := math.NaN()
	for month := range 156 {
		if err := m.Step(&p); err != nil {
			return nil, err
		}
		for _, b := range m.View().Books {
			if !b.Alive && first != first {
				first = float64(month)
			}
		}
	}
	out := map[string]float64{"first_exit_month": first}
	v, quantity := m.View(), 0.0
	for _, r := range v.Rows {
		quantity += r.Units
		out["price"] += r.Units * r.Price
		out["hhi"] += r.Units * r.Units
	}
	out["price"] /= quantity
	out["hhi"] /= quantity * quantity
	for _, b := range v.Books {
		if b.Alive {
			out["survivors"]++
			out["cash"] += b.Cash * 1e9
		}
	}
	return out, nil
}

func TestShockedBenchmarkMarketHasTheMeansOfTheReference(t *testing.T) {
	replications := 2000
	if raceEnabled {
		replications = 60
	}
	results := make([]map[string]float64, replications)
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for k := range workers {
		wg.Go(func() {
			w := benchmarket(0.1)
			m, err := market.New(w)
			if err != nil {
				t.Error(err)
				return
			}
			for n := k; n < replications; n += workers {
				if results[n], err = replicate(m, w, uint64(n)); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if t.Failed() {
		return
	}
	reference := stochastic(t)
	for _, name := range []string{"survivors", "price", "hhi", "cash", "first_exit_month"} {
		ref, mean := reference[name], 0.0
		for _, r := range results {
			mean += r[name] / float64(replications)
		}
		if ref == nil {
			t.Fatalf("the reference has no line %q", name)
		}
		se := math.Hypot(ref["se"], ref["sd"]/math.Sqrt(float64(replications)))
		if z := (mean - ref["mean"]) / se; !(math.Abs(z) < 4) {
			t.Errorf("%s: mean %.8g over %d replications, the reference says %.8g: %.1f standard errors apart", name, mean, replications, ref["mean"], z)
		} else {
			t.Logf("%s: mean %.8g, reference %.8g, z %.2f", name, mean, ref["mean"], z)
		}
	}
}

func TestBenchmarkMarketKnowsNoOrder(t *testing.T) {
	w := benchmarket(0.1)
	slices.Reverse(w.Firms)
	w.Firms[3], w.Firms[20] = w.Firms[20], w.Firms[3]
	alike(t, "firms in another order", ledgerOf(run(t, w, 5)), ledgerOf(run(t, benchmarket(0.1), 5)), 1, 1e-9)
}

func TestBenchmarkMarketKnowsNoCurrency(t *testing.T) {
	w := benchmarket(0.1)
	remoney(w, 2) // a power of two: not a bit of any number changes
	if w.Segments[0].PriceSlope != 0.25 || w.Firms[0].Maker.UnitCost != 20 || w.Firms[0].Cash != 2*benchmarket(0).Firms[0].Cash {
		t.Fatal("money was not counted twofold")
	}
	alike(t, "money counted twofold", ledgerOf(run(t, w, 5)), ledgerOf(run(t, benchmarket(0.1), 5)), 2, 0)
}

// BenchmarkMarket is one core; BenchmarkMarketParallel all that -cpu gives.
func BenchmarkMarket(b *testing.B) {
	w := benchmarket(0.1)
	m, err := market.New(w)
	if err != nil {
		b.Fatal(err)
	}
	for n := range b.N {
		replication(b, m, w, uint64(n))
	}
	b.ReportMetric(float64(36*156*b.N)/b.Elapsed().Seconds()/1e6, "Mfirm-months/s")
}

func BenchmarkMarketParallel(b *testing.B) {
	var next atomic.Uint64
	b.RunParallel(func(pb *testing.PB) {
		w := benchmarket(0.1)
		m, err := market.New(w)
		if err != nil {
			b.Error(err)
			return
		}
		for pb.Next() {
			replication(b, m, w, next.Add(1))
		}
	})
	b.ReportMetric(float64(36*156*b.N)/b.Elapsed().Seconds()/1e6, "Mfirm-months/s")
}

func replication(b *testing.B, m *market.Market, w *market.World, n uint64) {
	if err := m.Reset(w, 1, n); err != nil {
		b.Error(err)
	}
	p := m.NewPolicy()
	for range 156 {
		if err := m.Step(&p); err != nil {
			b.Error(err)
		}
	}
}
