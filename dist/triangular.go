package dist

import (
	"fmt"
	"math"
)

// A Triangular law rises linearly from Lo to Mode and falls linearly to Hi.
type Triangular struct{ Lo, Mode, Hi float64 }

// Validate reports limits that are not increasing or a mode outside them.
func (d Triangular) Validate() error { return peaked("triangular", d.Lo, d.Mode, d.Hi) }

func peaked(law string, lo, mode, hi float64) error {
	if err := ordered(law, lo, hi); err != nil {
		return err
	}
	if !(mode >= lo && mode <= hi) {
		return fmt.Errorf("%s: mode %g lies outside [%g, %g]: give low <= mode <= high", law, mode, lo, hi)
	}
	return nil
}

// Quantile inverts the two parabolas of the CDF, each from its own end.
func (d Triangular) Quantile(u float64) float64 {
	w := d.Hi - d.Lo
	rising := (d.Mode - d.Lo) / w // probability below the mode
	if u <= rising {
		return onUnit(u, math.Min(d.Mode, d.Lo+w*math.Sqrt(u*rising)))
	}
	return onUnit(u, math.Max(d.Mode, d.Hi-w*math.Sqrt((1-u)*(1-rising))))
}

// CDF is (x-Lo)²/((Hi-Lo)(Mode-Lo)) up to the mode, and by symmetry above it.
func (d Triangular) CDF(x float64) float64 {
	switch {
	case x <= d.Lo:
		return 0
	case x >= d.Hi:
		return 1
	case x <= d.Mode:
		return (x - d.Lo) / (d.Hi - d.Lo) * ((x - d.Lo) / (d.Mode - d.Lo))
	}
	return 1 - (d.Hi-x)/(d.Hi-d.Lo)*((d.Hi-x)/(d.Hi-d.Mode))
}

// Mean returns (Lo + Mode + Hi)/3.
func (d Triangular) Mean() float64 { return d.Lo/3 + d.Mode/3 + d.Hi/3 }
