package market_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// remoney counts every dollar of a world k-fold. It finds dollars by the unit
// tags from which files are read, so that a new amount of money is found too.
func remoney(w *market.World, k float64) { scaleMoney(reflect.ValueOf(w).Elem(), k) }

func scaleMoney(v reflect.Value, k float64) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			scaleMoney(v.Elem(), k)
		}
	case reflect.Slice:
		for i := range v.Len() {
			scaleMoney(v.Index(i), k)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			scaleField(v, i, k)
		}
	}
}

func scaleField(v reflect.Value, i int, k float64) {
	field := v.Field(i)
	unit := v.Type().Field(i).Tag.Get("unit")
	if s, ok := v.Addr().Interface().(*market.Segment); ok && v.Type().Field(i).Name == "Size" {
		if s.Form == "spend" {
			s.Size *= k
		}
		return
	}
	switch by, ok := field.Interface().(market.ByBloc); {
	case ok && strings.HasPrefix(unit, "$"):
		for b := range by {
			by[b] *= k
		}
	case field.Kind() == reflect.Float64 && strings.HasPrefix(unit, "$"):
		field.SetFloat(field.Float() * k)
	case field.Kind() == reflect.Float64 && strings.HasSuffix(unit, "/$"):
		field.SetFloat(field.Float() / k)
	case !ok:
		scaleMoney(field, k)
	}
}

// A ledger is a future by names instead of indices: what remains the same when
// lists are written in another order.
type ledger map[string][]float64

func ledgerOf(months []undercut.View) ledger {
	l := ledger{}
	for _, v := range months {
		for _, r := range v.Rows {
			key := fmt.Sprintf("%v: %s, %v, sold by %s in %s", v.AsOf, v.Segments[r.Segment].Name, r.Tier, v.Firms[r.Firm].Name, v.Blocs[r.Market].Name)
			l[key] = []float64{
				r.Quality, r.Share, r.Outside, r.Units, float64(r.Licence), // then money
				r.Price, r.Low, r.Cost, r.Revenue, r.Hosted, r.Profit, r.HostPro,
			}
		}
		for _, r := range v.Markets {
			l[fmt.Sprintf("%v: outside of %s in %s", v.AsOf, v.Segments[r.Segment].Name, v.Blocs[r.Market].Name)] = []float64{r.Outside}
		}
		for _, b := range v.Books {
			l[fmt.Sprintf("%v: books of %s", v.AsOf, v.Firms[b.Firm].Name)] = []float64{
				b.DayMove, b.Best, b.BestOpen, b.Payback, b.PaybackAll,
				b.Cash, b.Value, b.Research, b.Revenue, b.Gross, b.Subsidy, b.Overhead, b.Grant, b.Funding, b.Transfer,
			}
		}
		for _, b := range v.States {
			l[fmt.Sprintf("%v: state of %s", v.AsOf, v.Blocs[b.Bloc].Name)] = []float64{b.Prestige, b.News, b.Compute, 0, 0, b.Tariffs, b.Tax, b.Subsidy, b.Procurement, b.HostPro}
		}
	}
	return l
}

// physical is how many numbers of a ledger's line are not money.
const physical = 5

// alike says in words where two ledgers differ by more than tol, relative to
// the number; money of got is divided by money first. Lines that only got has
// do not count.
func alike(t testing.TB, what string, got, want ledger, money, tol float64) {
	t.Helper()
	told := 0
	for _, key := range slices.Sorted(maps.Keys(want)) { // by month
		w := want[key]
		g, ok := got[key]
		if !ok {
			t.Errorf("%s: nothing there any more: %s", what, key)
			told++
		}
		for i := range min(len(g), len(w)) {
			x := g[i]
			if i >= physical {
				x /= money
			}
			if !close(x, w[i], tol, 1e-3) && told < 5 {
				t.Errorf("%s: %s, number %d is %.12g, want %.12g", what, key, i, x, w[i])
				told++
			}
		}
		if told >= 5 {
			t.FailNow()
		}
	}
}
