package scenario

import (
	"math"
	"reflect"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/rng"
)

// A Drawer makes the starting points of futures. It has a world of its own,
// which every draw overwrites: one drawer for one worker.
type Drawer struct {
	world   market.World
	levers  []lever.Lever
	laws    []dist.Dist
	central []float64
	names   []uint64 // rng streams
	leaves  []*float64
	draws   []float64

	copula dist.Copula
	joint  []int     // quantities that correlate, by path
	u      []float64 // their uniforms

	wholes []whole // with leaves in world
}

// NewDrawer copies the world and finds the numbers to be drawn in it.
func (s *Scenario) NewDrawer() *Drawer {
	d := &Drawer{
		world: copyOf(s.World), levers: make([]lever.Lever, len(s.Levers)),
		draws: make([]float64, len(s.Uncertain)),
	}
	for i, l := range s.Levers {
		made := reflect.New(reflect.TypeOf(l).Elem())
		made.Elem().Set(reflect.ValueOf(l).Elem()) // with what Bind found; nothing writes to that
		d.levers[i] = made.Interface().(lever.Lever)
	}
	all := leaves(&d.world, d.levers)
	position := map[string]int{}
	for i, q := range s.Uncertain {
		d.laws = append(d.laws, q.Dist)
		d.names = append(d.names, rng.Name("draw:"+q.Path))
		d.leaves = append(d.leaves, all[s.places[i]])
		d.central = append(d.central, *all[s.places[i]])
		position[q.Path] = i
	}
	paths := joined(s.pairs)
	copula, err := dist.NewCopula(paths, s.pairs)
	if err != nil {
		panic(err) // Load has made the same copula
	}
	d.copula, d.u = copula, make([]float64, len(paths))
	for _, p := range paths {
		d.joint = append(d.joint, position[p])
	}
	for _, w := range s.wholes {
		mine := w
		mine.leaves = nil
		for _, at := range w.places {
			mine.leaves = append(mine.leaves, all[at])
		}
		d.wholes = append(d.wholes, mine)
	}
	return d
}

// Draw returns the numbers of one future. What it returns belongs to the
// drawer and holds until the next call; draws[i] is the value of Uncertain[i].
func (d *Drawer) Draw(seed, future uint64) (w *market.World, levers []lever.Lever, draws []float64) {
	for i, name := range d.names {
		s := rng.New(seed, future, name, 0)
		d.draws[i] = s.Float64()
	}
	for k, i := range d.joint {
		d.u[k] = d.draws[i]
	}
	d.copula.Apply(d.u, d.u)
	for k, i := range d.joint {
		d.draws[i] = d.u[k]
	}
	for i, u := range d.draws {
		d.draws[i] = d.laws[i].Quantile(u)
	}
	for i, leaf := range d.leaves {
		*leaf = d.draws[i]
	}
	for i := range d.wholes {
		d.wholes[i].fill()
	}
	return &d.world, d.levers, d.draws
}

// Central returns the central numbers, in the same memory as Draw.
func (d *Drawer) Central() (w *market.World, levers []lever.Lever, draws []float64) {
	copy(d.draws, d.central)
	for i, leaf := range d.leaves {
		*leaf = d.central[i]
	}
	for i := range d.wholes {
		d.wholes[i].restore()
	}
	return &d.world, d.levers, d.draws
}

// divide finds which shares of a whole are drawn; false if none is.
func (w *whole) divide(d *decoder) bool {
	rest := 0.0
	for i, leaf := range w.leaves {
		if g := d.of(leaf); g != nil && g.law != nil {
			w.drawn = append(w.drawn, i)
			continue
		}
		w.rest = append(w.rest, i)
		rest += *leaf
	}
	for _, i := range w.rest {
		w.part = append(w.part, *w.leaves[i]/rest)
		w.central = append(w.central, *w.leaves[i])
	}
	return len(w.drawn) > 0
}

// restore gives every share its central value.
func (w *whole) restore() {
	for k, i := range w.rest {
		*w.leaves[i] = w.central[k]
	}
}

// fill gives the rest of a whole to the shares that are not drawn.
func (w *whole) fill() {
	rest := 1.0
	for _, i := range w.drawn {
		rest -= *w.leaves[i]
	}
	rest = math.Max(0, rest) // below zero by rounding only: Load checks the greatest sum
	for k, i := range w.rest {
		*w.leaves[i] = rest * w.part[k]
	}
}

// copyOf copies a value with everything it points to.
func copyOf[T any](x T) T {
	out := x
	deepen(reflect.ValueOf(&out).Elem())
	return out
}

// deepen replaces the pointers and slices in v by copies.
func deepen(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			made := reflect.New(v.Type().Elem())
			made.Elem().Set(v.Elem())
			v.Set(made)
			deepen(made.Elem())
		}
	case reflect.Slice:
		if !v.IsNil() {
			made := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
			reflect.Copy(made, v)
			v.Set(made)
			for i := range made.Len() {
				deepen(made.Index(i))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				deepen(v.Field(i))
			}
		}
	}
}

// leaves lists the numbers of a world and its levers in a fixed order.
func leaves(w *market.World, levers []lever.Lever) []*float64 {
	var all []*float64
	collect(reflect.ValueOf(w).Elem(), &all)
	for _, l := range levers {
		collect(reflect.ValueOf(l).Elem(), &all)
	}
	return all
}

func collect(v reflect.Value, all *[]*float64) {
	switch v.Kind() {
	case reflect.Float64:
		*all = append(*all, v.Addr().Interface().(*float64))
	case reflect.Pointer:
		if !v.IsNil() {
			collect(v.Elem(), all)
		}
	case reflect.Slice:
		for i := range v.Len() {
			collect(v.Index(i), all)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				collect(v.Field(i), all)
			}
		}
	}
}
