package demand

import "math"

// A Choice is what one buyer type chooses at given prices. Its slices belong
// to the Choice and are reused by the next call of [Market.Choose].
type Choice struct {
	Share   []float64 // s_j, share of offer j
	Within  []float64 // s_{j|g}, share of offer j in its nest
	Nest    []float64 // s_g, share of nest g; 0 for an empty one
	LogNest []float64 // log D_g; -Inf for an empty one
	Value   []float64 // v_j = (delta_j - a x_j)/(1-sigma_g)
	Outside float64   // s_0, share of the outside option
	LogSum  float64   // log H, the inclusive value in utils, outside option included
}

// LogShare returns log s_j for type t, exact where s_j itself underflows.
func (c *Choice) LogShare(t *Type, j, nest int) float64 {
	return c.Value[j] - t.Sigma[nest]*c.LogNest[nest] - c.LogSum
}

// Choose fills c with the choice of type r at price terms x: prices in the
// unit form, log prices in the spend form. It allocates only when c is too
// small. A term that is NaN makes the choice NaN.
func (m *Market) Choose(c *Choice, r int, x []float64) {
	c.resize(len(m.Nest), m.Nests)
	t := &m.Types[r]
	c.values(m.Nest, t, x)
	c.nests(m.Nest, t)
	for j, g := range m.Nest {
		c.Share[j] = c.Within[j] * c.Nest[g]
	}
}

// values computes v_j and, in LogNest, the largest v_j of each nest. Nest holds
// 1/(1-sigma) meanwhile.
func (c *Choice) values(nest []int, t *Type, x []float64) {
	for g, sigma := range t.Sigma {
		c.LogNest[g] = math.Inf(-1)
		c.Nest[g] = 1 / (1 - sigma)
	}
	a, delta, value := t.Alpha, t.Delta[:len(nest)], c.Value[:len(nest)]
	x = x[:len(nest)]
	for j, g := range nest {
		v := (delta[j] - a*x[j]) * c.Nest[g]
		value[j] = v
		if !(v <= c.LogNest[g]) { // also lets NaN through
			c.LogNest[g] = v
		}
	}
}

// nests turns values into shares within nests, log D_g, s_g and log H.
func (c *Choice) nests(nest []int, t *Type) {
	clear(c.Nest)
	value, within := c.Value[:len(nest)], c.Within[:len(nest)]
	for j, g := range nest {
		e := math.Exp(value[j] - c.LogNest[g])
		within[j] = e
		c.Nest[g] += e
	}
	top := t.Outside
	for g, sum := range c.Nest {
		if sum == 0 {
			continue
		}
		c.LogNest[g] += math.Log(sum)
		c.Nest[g] = 1 / sum
		if u := (1 - t.Sigma[g]) * c.LogNest[g]; !(u <= top) {
			top = u
		}
	}
	for j, g := range nest {
		within[j] *= c.Nest[g]
	}
	outside := math.Exp(t.Outside - top)
	h := outside
	for g := range c.Nest {
		if c.Nest[g] == 0 {
			continue
		}
		c.Nest[g] = math.Exp((1-t.Sigma[g])*c.LogNest[g] - top)
		h += c.Nest[g]
	}
	h = 1 / h
	for g := range c.Nest {
		c.Nest[g] *= h
	}
	c.Outside = outside * h
	c.LogSum = top - math.Log(h)
}

func (c *Choice) resize(offers, nests int) {
	if cap(c.Share) >= offers && cap(c.Nest) >= nests {
		c.Share, c.Within, c.Value = c.Share[:offers], c.Within[:offers], c.Value[:offers]
		c.Nest, c.LogNest = c.Nest[:nests], c.LogNest[:nests]
		return
	}
	c.Share, c.Within, c.Value = make([]float64, offers), make([]float64, offers), make([]float64, offers)
	c.Nest, c.LogNest = make([]float64, nests), make([]float64, nests)
}
