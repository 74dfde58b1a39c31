package chart

import (
	"math"
	"strconv"
	"testing"
)

type rgb [3]float64 // linear light, 0 to 1

// linear decodes #rrggbb (IEC 61966-2-1).
func linear(t *testing.T, hex string) (c rgb) {
	for i := range c {
		n, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatalf("colour %q: %v", hex, err)
		}
		v := float64(n) / 255
		if v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return c
}

// contrast is the ratio of WCAG 2.2, section 1.4.3.
func contrast(a, b rgb) float64 {
	l := func(c rgb) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] + 0.05 }
	return math.Max(l(a), l(b)) / math.Min(l(a), l(b))
}

// Matrices of Machado, Oliveira and Fernandes (2009), severity 1, on linear
// light: normal sight, no red cones, no green cones.
var sights = map[string][3]rgb{
	"normal":       {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
}

func seen(c rgb, sight [3]rgb) (out rgb) {
	for i, row := range sight {
		out[i] = math.Min(1, math.Max(0, row[0]*c[0]+row[1]*c[1]+row[2]*c[2]))
	}
	return out
}

// lab converts to CIELAB under D65.
func lab(c rgb) [3]float64 {
	f := func(v float64) float64 {
		if v > 0.008856 {
			return math.Cbrt(v)
		}
		return 7.787*v + 16.0/116
	}
	x := f((0.4124*c[0] + 0.3576*c[1] + 0.1805*c[2]) / 0.9505)
	y := f(0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2])
	z := f((0.0193*c[0] + 0.1192*c[1] + 0.9505*c[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func TestEveryColourCanCarryWords(t *testing.T) {
	for name, p := range map[string]Palette{"light": Light, "dark": Dark} {
		paper := linear(t, p.Paper)
		for _, c := range append([]string{p.Ink, p.Quiet}, p.Series[:]...) {
			if got := contrast(linear(t, c), paper); got < 4.5 {
				t.Errorf("%s: %s on paper has contrast %.2f, want 4.5", name, c, got)
			}
		}
	}
}

func TestSeriesAreToldApartWithoutRedOrGreenCones(t *testing.T) {
	for name, p := range map[string]Palette{"light": Light, "dark": Dark} {
		for sight, m := range sights {
			for i, a := range p.Series {
				for _, b := range p.Series[:i] {
					u, v := lab(seen(linear(t, a), m)), lab(seen(linear(t, b), m))
					if d := math.Hypot(math.Hypot(u[0]-v[0], u[1]-v[1]), u[2]-v[2]); d < 12 {
						t.Errorf("%s: %s and %s differ by %.1f under %s, want 12", name, a, b, d, sight)
					}
				}
			}
		}
	}
}
