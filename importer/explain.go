package importer

import (
	"fmt"
	"math"
	"slices"
)

// How far a price may lie from others before it is worth a look, and what
// explains it.
const (
	far    = 5.0 // times dearer or cheaper
	yuan   = 7.1 // to a dollar, 2023 to 2026
	dearer = 2.5 // times dearer in mainland China: lists there are at or below those abroad
)

// mainland are providers that list prices for mainland China, in yuan.
var mainland = []string{"alibaba-cn", "minimax-cn", "moonshotai-cn", "siliconflow-cn", "volcengine", "zhipuai"}

// explain names what may have gone wrong. A price that is only far off may be
// true: no word of evidence.SuspectNames is given for it.
func explain(own, other quote, ratio float64) (want, suspect string) {
	both := func(factor, slack float64) bool {
		return near(own.in/other.in, factor, slack) && near(own.out/other.out, factor, slack)
	}
	switch {
	case near(ratio, 1e-6, 3):
		return "a millionth of that: dollars a token, not a million of them?", "unit"
	case near(ratio, 1e-3, 3):
		return "a thousandth of that: dollars a thousand tokens?", "unit"
	case own.in > own.out && other.in < other.out && near(own.in, other.out, 1.25) && near(own.out, other.in, 1.25):
		return "input and output the other way round?", "swapped"
	case slices.Contains(mainland, own.provider) && ratio > dearer || both(yuan, 1.1):
		return fmt.Sprintf("this is %.3g times that: yuan written as dollars?", ratio), "currency"
	case both(10, 1.15) || both(100, 1.15) || both(0.1, 1.15) || both(0.01, 1.15):
		return fmt.Sprintf("this is %.3g times that: a decimal point that slipped?", ratio), "decimal"
	case ratio > far || ratio < 1/far:
		return fmt.Sprintf("this is %.3g times that: look at the provider's page", ratio), ""
	}
	return "", ""
}

// near reports whether x is within a factor of y.
func near(x, y, factor float64) bool { return x > y/factor && x < y*factor }

// medianWithout is the median of sorted numbers, one of them left out if it is
// there; NaN of none.
func medianWithout(sorted []float64, left float64, there bool) float64 {
	n, hole := len(sorted), len(sorted)
	if there {
		hole, _ = slices.BinarySearch(sorted, left)
		n--
	}
	at := func(i int) float64 {
		if i >= hole {
			i++
		}
		return sorted[i]
	}
	if n == 0 {
		return math.NaN()
	}
	return (at((n-1)/2) + at(n/2)) / 2
}
