package share

import "testing"

func BenchmarkFitBass(b *testing.B) {
	date := []float64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	share := []float64{0.01, 0.015, 0.03, 0.05, 0.06, 0.1, 0.14, 0.16, 0.2, 0.21}
	for b.Loop() {
		if _, err := FitBass(date, share); err != nil {
			b.Fatal(err)
		}
	}
}
