package decision

import "math"

// A Flip is the nearest values of one input, below and above what it is now,
// at which an answer turns, all other inputs as they are. NaN says that none
// was found within Lo to Hi.
type Flip struct {
	Name         string
	Now          float64
	Below, Above float64
	Lo, Hi       float64 // searched: short of what was asked where there is no answer beyond
}

// flip searches from now outwards in 48 steps that grow with the cube of the
// distance, then halves the step in which the answer turns. An answer that
// turns twice within a step is not seen.
func flip(name string, now, lo, hi float64, yes func(x float64) (bool, error)) (Flip, error) {
	f := Flip{Name: name, Now: now, Below: math.NaN(), Above: math.NaN(), Lo: lo, Hi: hi}
	here, err := yes(now)
	if err != nil {
		return f, err
	}
	f.Below, f.Lo = turn(now, lo, here, yes)
	f.Above, f.Hi = turn(now, hi, here, yes)
	return f, nil
}

// turn returns where yes stops to be what it is at from, on the way to end, and
// how far it has looked: to end, or to the last value that has an answer.
func turn(from, end float64, here bool, yes func(x float64) (bool, error)) (at, reached float64) {
	const steps = 48
	last := from
	for k := 1; k <= steps; k++ {
		part := float64(k) / steps
		x := from + float64((end-from)*(part*part*part))
		if k == steps {
			x = end
		}
		there, err := yes(x)
		if err != nil {
			return math.NaN(), last
		}
		if there != here {
			return halve(last, x, here, yes), end
		}
		last = x
	}
	return math.NaN(), end
}

// halve narrows the step in which the answer turns to neighbouring floats, or
// a part in 10^13, and returns the first value found beyond the turn. A value
// without an answer counts as short of the turn.
func halve(same, other float64, here bool, yes func(x float64) (bool, error)) float64 {
	for range 100 {
		mid := same + (other-same)/2
		if mid == same || mid == other || math.Abs(other-same) <= 1e-13*math.Abs(other) {
			break
		}
		if is, err := yes(mid); err != nil || is == here {
			same = mid
		} else {
			other = mid
		}
	}
	return other
}
