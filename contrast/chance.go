package contrast

import (
	"math"

	"github.com/undercut-sim/undercut/claim"
)

// Odds is in how many futures something is so, with Wilson's 90% interval.
func Odds(is []bool) claim.Chance {
	return claim.Wilson(share(is), float64(len(is)))
}

func share(is []bool) float64 {
	k := 0
	for _, yes := range is {
		if yes {
			k++
		}
	}
	return float64(k) / float64(len(is))
}

// A Shift is how far an option moves odds, −1 to 1, with its 90% interval.
type Shift struct{ Mid, Lo, Hi float64 }

// Told reports whether so many futures tell the shift from 0.
func (s Shift) Told() bool { return s.Lo > 0 || s.Hi < 0 }

// ShiftOf is the share of futures in which something is so with an option less
// the share without it, both over the same futures. See squareAndAdd.
func ShiftOf(with, without []bool) Shift {
	var t [2][2]int // futures by with, without; 0 is so
	for n := range with {
		t[place(with[n])][place(without[n])]++
	}
	n := float64(len(with))
	return squareAndAdd(t, claim.Wilson(share(with), n), claim.Wilson(share(without), n))
}

func place(is bool) int {
	if is {
		return 0
	}
	return 1
}

// squareAndAdd is the interval of a difference of paired proportions p − q by
// method 10 of Newcombe, "Improved confidence intervals for the difference
// between binomial proportions based on paired data", Statistics in Medicine 17
// (1998). It adds the distances to the limits of both proportions as correlated
// errors,
//
//	lower = p − q − √(l² − 2 φ l u' + u'²),     l = p − p_lo, u' = q_hi − q
//	upper = p − q + √(u² − 2 φ u l' + l'²),     u = p_hi − p, l' = q − q_lo
//	φ = C(ad − bc)/√((a+b)(c+d)(a+c)(b+d)),     C(x) = x − n/2 above n/2, 0 to there, x below 0
//
// with a, b, c, d the futures in which both are so, the first alone, the second
// alone, neither. Unlike the t interval of the differences it says something
// where no future differs.
func squareAndAdd(t [2][2]int, p, q claim.Chance) Shift {
	a, b, c, d := float64(t[0][0]), float64(t[0][1]), float64(t[1][0]), float64(t[1][1])
	phi := 0.0
	if m := (a + b) * (c + d) * (a + c) * (b + d); m > 0 {
		x, half := a*d-b*c, (a+b+c+d)/2
		switch {
		case x > half:
			x -= half
		case x > 0:
			x = 0
		}
		phi = x / math.Sqrt(m)
	}
	joined := func(x, y float64) float64 { return math.Sqrt(max(0, x*x-2*phi*x*y+y*y)) }
	mid := p.Mid - q.Mid
	return Shift{mid, mid - joined(p.Mid-p.Lo, q.Hi-q.Mid), mid + joined(p.Hi-p.Mid, q.Mid-q.Lo)}
}
