package score

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func BenchmarkKSCDF(b *testing.B) {
	for _, n := range []int{100, 1000, 10_000} {
		d := must(KSCritical(min(n, 1000), 0.05))
		if n > 1000 {
			d = 0.0136
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				ksCDF(n, d)
			}
		})
	}
}

func BenchmarkEnsemble(b *testing.B) {
	luck := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{256, 4096, 65536} {
		x := make([]float64, n)
		for i := range x {
			x[i] = luck.NormFloat64()
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				must(must(NewEnsemble(x, nil)).CRPS(0.3))
			}
		})
	}
}
