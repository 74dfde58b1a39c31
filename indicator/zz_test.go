package indicator

import ("testing";"fmt"
"github.com/undercut-sim/undercut"
"github.com/undercut-sim/undercut/evidence")

func show(t *testing.T, v undercut.View, in Indicator, c Choice, n int) {
	a, err := in.Choose(v, c)
	if err != nil { t.Fatal(err) }
	e := in.Of(v, a)
	fmt.Printf("== %s %+v: %v [%v %v] n=%d %s\n  %s\n  %s\n %q %v %v\n", in.Name, c, e.Mid, e.Lo, e.Hi, e.N, e.Undefined, e.What, e.Basis, e.Warnings, e.Sources, e.Data)
	for i, r := range e.Table.Rows { if i<n {fmt.Println("     ", r)} }
}
func TestZZ(t *testing.T) {
	v := evidence.Shipped().View(undercut.DayOf(2026,10,9))
	for _, in := range []Indicator{PriceCuts, PriceRises} {
	for _, d := range []string{"first_party","host","cloud"} { show(t, v, in, Choice{Definition:d}, 40) }}
}
func BenchmarkMoves(b *testing.B) {
	v := evidence.Shipped().View(undercut.DayOf(2026,10,9))
	a, _ := PriceCuts.Choose(v, Choice{})
	for b.Loop() { PriceCuts.Of(v, a) }
}
