package dist

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func uniforms(r *rand.Rand, n int) []float64 {
	u := make([]float64, n)
	for i := range u {
		u[i] = (float64(r.Uint64()>>12) + 0.5) / (1 << 52)
	}
	return u
}

// Over many draws each pair must show the Spearman correlation asked for. With
// n draws a sample rank correlation has a standard error near 1/√n.
func TestCopulaGivesTheRankCorrelationsAskedFor(t *testing.T) {
	names := []string{"a", "b", "c", "d"}
	pairs := []Pair{{"a", "b", 0.7}, {"c", "b", -0.4}, {"a", "c", 0.1}}
	c, err := NewCopula(names, pairs)
	if err != nil {
		t.Fatal(err)
	}
	const n = 40000
	r := rand.New(rand.NewPCG(1, 2))
	column := make([][]float64, 4)
	for range n {
		u := uniforms(r, 4)
		c.Apply(u, u)
		for i, x := range u {
			column[i] = append(column[i], x)
		}
	}
	want := [4][4]float64{{1, 0.7, 0.1, 0}, {0.7, 1, -0.4, 0}, {0.1, -0.4, 1, 0}, {0, 0, 0, 1}}
	for i := range column {
		mean := 0.0
		for _, x := range column[i] {
			mean += x / n
		}
		if z := (mean - 0.5) * math.Sqrt(12*n); math.Abs(z) > 4 {
			t.Errorf("%s is no longer uniform: its mean is off by %.1f standard errors", names[i], z)
		}
		for j := range i {
			got, err := SpearmanRank(column[i], column[j])
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(got-want[i][j]) > 4/math.Sqrt(n) {
				t.Errorf("rank correlation of %s and %s is %.3f, asked for %.3f", names[i], names[j], got, want[i][j])
			}
		}
	}
}

// Correlating some factors is no news for the others, nor for the first of a
// pair; with no pairs nothing moves at all.
func TestCopulaLeavesUncorrelatedFactorsUntouched(t *testing.T) {
	c, err := NewCopula([]string{"a", "b", "c", "d"}, []Pair{{"d", "b", 0.5}})
	if err != nil {
		t.Fatal(err)
	}
	u := uniforms(rand.New(rand.NewPCG(3, 4)), 4)
	v := make([]float64, 4)
	c.Apply(v, u)
	for _, i := range []int{0, 1, 2} {
		if u[i] != v[i] {
			t.Errorf("factor %d moved from %v to %v, but depends on none before it", i, u[i], v[i])
		}
	}
	if u[3] == v[3] {
		t.Errorf("factor 3 kept %v, but correlates with factor 1", u[3])
	}
}

func TestCopulaStaysInsideTheUnitCube(t *testing.T) {
	c, err := NewCopula([]string{"a", "b", "c"}, []Pair{{"a", "c", 0.6}, {"b", "c", 0.6}})
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range []float64{0x1p-53, 1 - 0x1p-53} {
		v := []float64{u, u, u}
		c.Apply(v, v)
		for i, x := range v {
			if !(x > 0 && x < 1) {
				t.Errorf("uniforms of %v give %v for factor %d: want inside (0, 1)", u, x, i)
			}
		}
	}
}

func TestApplyMayOverwriteItsInputAndDoesNotAllocate(t *testing.T) {
	c, err := NewCopula([]string{"a", "b", "c"}, []Pair{{"a", "b", 0.8}, {"b", "c", 0.5}})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		u := rapid.SliceOfN(rapid.Float64Range(1e-9, 1-1e-9), 3, 3).Draw(t, "u")
		v := make([]float64, 3)
		c.Apply(v, u)
		c.Apply(u, u)
		for i := range u {
			if u[i] != v[i] {
				t.Fatalf("in place factor %d is %v, apart %v", i, u[i], v[i])
			}
		}
	})
	u := []float64{0.2, 0.5, 0.7}
	if n := testing.AllocsPerRun(100, func() { c.Apply(u, u) }); n != 0 {
		t.Errorf("Apply allocates %g times", n)
	}
}

func TestCopulaErrorsNameThePair(t *testing.T) {
	names := []string{"cost", "rate", "lag"}
	for _, c := range []struct {
		pairs []Pair
		want  string
	}{
		{[]Pair{{"cost", "rat", 0.5}}, `copula: pairs[0]: "rat" is not a factor: name one of the 3 uncertain factors`},
		{[]Pair{{"cost", "cost", 0.5}}, `copula: pairs[0]: cost is paired with itself: name two factors`},
		{[]Pair{{"cost", "rate", 1}}, `copula: pairs[0]: rank correlation of cost and rate is 1: give a number between -1 and 1, or use one factor for both`},
		{[]Pair{{"cost", "rate", 0}, {"rate", "cost", 0.1}}, `copula: pairs[1]: rate and cost are paired twice: keep one`},
		{
			[]Pair{{"cost", "rate", 0.9}, {"rate", "lag", 0.9}, {"cost", "lag", -0.9}},
			"copula: the rank correlation 0.9 of rate and lag contradicts the other correlations of lag: weaken it, or multiply all correlations by 0.53 or less",
		},
	} {
		if _, err := NewCopula(names, c.pairs); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v: error is %v, want %q", c.pairs, err, c.want)
		}
	}
	if _, err := NewCopula([]string{"a", "a"}, nil); err == nil || !strings.Contains(err.Error(), `"a" is listed twice`) {
		t.Errorf("a factor listed twice: error is %v", err)
	}
}

// The way out that the error offers must work.
func TestShrinkingAsTheErrorSaysMakesTheCopula(t *testing.T) {
	names := []string{"a", "b", "c"}
	for shrink, want := range map[float64]bool{0.53: true, 0.54: false} {
		_, err := NewCopula(names, []Pair{{"a", "b", 0.9 * shrink}, {"b", "c", 0.9 * shrink}, {"a", "c", -0.9 * shrink}})
		if (err == nil) != want {
			t.Errorf("with all correlations multiplied by %g: %v", shrink, err)
		}
	}
}

func BenchmarkCopulaApply(b *testing.B) {
	c, err := NewCopula([]string{"a", "b", "c", "d"}, []Pair{{"a", "b", 0.7}, {"c", "d", -0.4}})
	if err != nil {
		b.Fatal(err)
	}
	u := []float64{0.1, 0.2, 0.3, 0.4}
	v := make([]float64, 4)
	for range b.N {
		c.Apply(v, u)
	}
}
