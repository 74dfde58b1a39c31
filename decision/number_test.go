package decision

import (
	"math"
	"testing"
)

func TestLawsKeepTheInterval(t *testing.T) {
	for _, c := range []struct {
		text string
		d    Domain
		law  string
	}{
		{"2:8", Positive, "log-normal"},
		{"1:3.5:9", Positive, "log-normal"},
		{"0.3:0.6", Share, "beta"},
		{"0.05:0.5:0.95", Share, "beta"},
		{"-0.02:0.05", Real, "normal"},
		{"-1:0:4", Real, "PERT"},
	} {
		n, err := Parse("x", c.text, c.d)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if n.LawName != c.law {
			t.Errorf("%s on %v has a %s law, want %s", c.text, c.d, n.LawName, c.law)
		}
		if p := n.Law.CDF(n.High) - n.Law.CDF(n.Low); math.Abs(p-Level) > 0.03 {
			t.Errorf("%s as %s holds %.3f of the law between its ends, want 0.9", c.text, n.LawName, p)
		}
	}
}

func TestNumbersThatMakeNoLawAreRefused(t *testing.T) {
	for _, c := range []struct {
		text string
		d    Domain
	}{
		{"", Real},
		{"x", Real},
		{"1:2:3:4", Real},
		{"NaN", Real},
		{"Inf", Positive},
		{"3:2", Real},
		{"2:2", Real},
		{"1:5:2", Real},
		{"0", Positive},
		{"-1", Amount},
		{"1.2", Share},
		{"0:0.5", Share},
		{"0.1:1", Share},
		{"0:4", Amount},
	} {
		if n, err := Parse("x", c.text, c.d); err == nil {
			t.Errorf("%q on %v is taken for %+v: want an error", c.text, c.d, n)
		}
	}
}

// Whatever a user types is an error or a law whose draws stay in the domain.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"1", "1:2", "1:2:3", "0:1", "-1:0:4", "0.05:0.5:0.95", "1e-300:1e12", "1e999", "::", "0x1p-2", "0.9999999:1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, d := range []Domain{Real, Positive, Amount, Share, Fraction} {
			n, err := Parse("x", text, d)
			if err != nil {
				continue
			}
			for _, u := range []float64{0x1p-53, 0.05, 0.5, 0.95, 1 - 0x1p-53} {
				if x := n.Law.Quantile(u); !(x >= d.Lo && x <= d.Hi) {
					t.Errorf("%q on %v as %s gives %v at %v", text, d, n.LawName, x, u)
				}
			}
		}
	})
}

// What a domain wants is said without a number that nobody can type.
func TestDomainsInWords(t *testing.T) {
	for want, d := range map[string]Domain{
		"from 0 on": {Lo: 0, Hi: math.Inf(1)}, "above 0 on": {Lo: 0, Hi: math.Inf(1), LoOpen: true}, "above 0 to 1": {Lo: 0, Hi: 1, LoOpen: true},
	} {
		if got := d.String(); got != want {
			t.Errorf("%+v is %q, want %q", d, got, want)
		}
	}
}
