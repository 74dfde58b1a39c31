package chart

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNumbersPrintAsReadersWriteThem(t *testing.T) {
	for _, c := range []struct {
		unit Unit
		v    float64
		want string
	}{
		{Plain, 0, "0"},
		{Plain, 1, "1"},
		{Plain, 999.4, "999"},
		{Plain, 999.6, "1k"}, // rounds into the next magnitude
		{Plain, 1234567, "1.23m"},
		{Plain, -2.5e9, "−2.5bn"},
		{Plain, 3e12, "3tn"},
		{Plain, 0.0451, "0.0451"},
		{Plain, 1.23456e-5, "1.23e−05"},
		{Percent, 0.07, "7%"}, // 0.07*100 is not 7 in binary
		{Percent, -0.314, "−31.4%"},
		{Dollars, 0.1, "$0.10"},
		{Dollars, 4.2, "$4.20"},
		{Dollars, -46e9, "−$46bn"},
		{Dollars, 1.2e9, "$1.2bn"},
		{Plain, math.NaN(), "–"},
	} {
		if got := c.unit.Format(c.v); got != c.want {
			t.Errorf("%v in unit %d prints as %q, want %q", c.v, c.unit, got, c.want)
		}
	}
}

func TestTicksOfOneAxisShareAMagnitude(t *testing.T) {
	got := Dollars.ticks([]float64{0, 5e8, 1e9, 1.5e9}, false)
	if want := []string{"$0", "$0.5bn", "$1bn", "$1.5bn"}; !slices.Equal(got, want) {
		t.Errorf("a linear axis prints %q, want %q", got, want)
	}
	got = Plain.ticks([]float64{100, 1e4, 1e6}, true)
	if want := []string{"100", "10k", "1m"}; !slices.Equal(got, want) {
		t.Errorf("a log axis prints %q, want %q", got, want)
	}
}

func TestWrappingLosesNothingAndKeepsTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("aWi 个模型，。-é\t\n"))).Draw(t, "text")
		width := rapid.Float64Range(20, 200).Draw(t, "width")
		ls := wrap(s, width, smallSize)
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got, want := squeeze(strings.Join(ls, "")), squeeze(s); got != want {
			t.Fatalf("lines %q lost or moved something of %q", ls, s)
		}
		for _, l := range ls {
			if textWidth(l, smallSize) > width {
				t.Fatalf("line %q of %q is %.1f wide, want at most %.1f", l, s, textWidth(l, smallSize), width)
			}
		}
	})
}

func TestLabelsNeverOverlapAndKeepTheirOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 8).Draw(t, "labels")
		want := rapid.SliceOfN(rapid.Float64Range(-20, 320), n, n).Draw(t, "want")
		height := rapid.SliceOfN(rapid.Float64Range(10, 50), n, n).Draw(t, "height")
		at, err := spread(want, height, 0, 300)
		total := 0.0
		for _, h := range height {
			total += h
		}
		if (err != nil) != (total > 300) {
			t.Fatalf("labels of %v in all, room for 300: error is %v", total, err)
		}
		if err != nil {
			return
		}
		for i := range at {
			if at[i]-height[i]/2 < -1e-9 || at[i]+height[i]/2 > 300+1e-9 {
				t.Fatalf("label %d at %v (height %v) leaves the room", i, at[i], height[i])
			}
			for k := range at {
				if want[i] < want[k] && at[i]+height[i]/2 > at[k]-height[k]/2+1e-9 {
					t.Fatalf("label %d at %v overlaps label %d at %v", i, at[i], k, at[k])
				}
			}
		}
	})
}

func TestLabelsThatDoNotCollideStayWhereTheyWantToBe(t *testing.T) {
	at, err := spread([]float64{200, 50}, []float64{20, 20}, 0, 300)
	if err != nil || !slices.Equal(at, []float64{200, 50}) {
		t.Errorf("labels moved to %v (%v), though they were apart", at, err)
	}
}

// Two equal labels that want the same place give way alike: the least squares.
func TestCollidingLabelsShareTheMove(t *testing.T) {
	at, err := spread([]float64{100, 100}, []float64{20, 20}, 0, 300)
	if err != nil || !slices.Equal(at, []float64{90, 110}) {
		t.Errorf("labels moved to %v (%v), want 90 and 110", at, err)
	}
}
