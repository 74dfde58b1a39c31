package bertrand_test

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut/bertrand"
)

func TestTwoLayerOligopoly(t *testing.T) {
	type layer struct{ Delta, Cost []float64 }
	var in struct {
		Mm, Md, Alpha, Gamma float64
		AlphaD               float64 `json:"alpha_d"`
		Model, Device        layer
	}
	var want struct {
		ModelPrices  []float64 `json:"model_prices"`
		ModelShares  []float64 `json:"model_shares"`
		DevicePrices []float64 `json:"device_prices"`
		DeviceShares []float64 `json:"device_shares"`
		L, X         float64
	}
	tol := readCase(t, "c45", &in, &want)
	// Firms: 0 the lab, 1 the integrated firm, 2 the independent device maker.
	l := bertrand.Layers{
		Model:  logit(in.Alpha, in.Model.Delta, in.Model.Cost, []int{0, 1}, nil, nil, 1),
		Device: logit(in.AlphaD, in.Device.Delta, in.Device.Cost, []int{1, 2}, nil, nil, 1),
		Gamma:  []float64{in.Gamma, in.Gamma},
	}
	l.Model.Firms, l.Device.Firms = 3, 3
	l.Model.Types[0].Mass, l.Device.Types[0].Mass = in.Mm, in.Md
	model, device := cold(2), cold(2)
	res, err := l.Solve(model, device)
	if err != nil || !res.Converged() {
		t.Fatalf("%v %+v", err, res)
	}
	near(t, "model price", model, want.ModelPrices, tol)
	near(t, "device price", device, want.DevicePrices, tol)
	near(t, "model share", shares(l.Model, model), want.ModelShares, tol)
	near(t, "L", []float64{res.L}, []float64{want.L}, tol)
	near(t, "X", []float64{res.X[1]}, []float64{want.X}, tol)
	if res.X[0] != 0 {
		t.Errorf("the lab sells no device but X is %v", res.X[0])
	}
}

// monopoly is a firm that sells a model and a device, with a floor under the
// model price (-Inf for none).
func monopoly(mm, md, alpha, alphaD, gamma, delta, cost, dDelta, dCost, floor float64) *bertrand.Layers {
	l := &bertrand.Layers{
		Model:  logit(alpha, []float64{delta}, []float64{cost}, []int{0}, nil, nil, 1),
		Device: logit(alphaD, []float64{dDelta}, []float64{dCost}, []int{0}, nil, nil, 1),
		Gamma:  []float64{gamma},
	}
	l.Model.Floor = []float64{floor}
	l.Model.Types[0].Mass, l.Device.Types[0].Mass = mm, md
	return l
}

type twoLayerInputs struct {
	Mm, Alpha, Gamma, Delta, Cost float64
	AlphaD                        float64 `json:"alpha_d"`
	Device                        struct{ Delta, Cost float64 }
}

func TestModelPriceJumpsToTheFloorAsDevicesGrow(t *testing.T) {
	var in twoLayerInputs
	var want struct {
		Rows []struct {
			Md, Profit float64
			Price      float64 `json:"p_star_floor0"`
		}
	}
	tol := readCase(t, "c47", &in, &want)
	for _, row := range want.Rows {
		for _, start := range []float64{math.NaN(), 0, 2} {
			l := monopoly(in.Mm, row.Md, in.Alpha, in.AlphaD, in.Gamma, in.Delta, in.Cost, in.Device.Delta, in.Device.Cost, 0)
			model, device := []float64{start}, cold(1)
			res, err := l.Solve(model, device)
			if err != nil || !res.Converged() {
				t.Fatalf("device mass %v from %v: %v %+v", row.Md, start, err, res)
			}
			if math.Abs(model[0]-row.Price) > tol {
				t.Errorf("device mass %v from %v: price %v, a grid search says %v", row.Md, start, model[0], row.Price)
			}
			if math.Abs(res.Payoff[0]-row.Profit) > 1e-5 {
				t.Errorf("device mass %v from %v: profit %v, a grid search says %v", row.Md, start, res.Payoff[0], row.Profit)
			}
		}
	}
}

func TestOpeningAgainstStandAlonePricing(t *testing.T) {
	var in twoLayerInputs
	var want struct {
		Rows []struct {
			Md, Gamma, Psi, DL float64
			Price              float64 `json:"p_star"`
			Interior           bool
			Integrated         float64 `json:"integrated_total"`
			XAtCost            float64 `json:"X_at_cost"`
			BelowCost          bool    `json:"below_cost"`
			XAlone             float64 `json:"X_at_standalone"`
			W                  float64 `json:"W_model"`
			Beats              bool    `json:"open_beats_standalone"`
			Sufficient         bool
			Open               float64 `json:"open_total"`
			Alone              float64 `json:"standalone_total"`
		}
	}
	tol := readCase(t, "c38", &in, &want)
	for _, row := range want.Rows {
		w := bertrand.BestReplyOdds(in.Delta-in.Alpha*in.Cost, 0)
		at := func(price float64) (total, x float64) {
			l := monopoly(1, row.Md, in.Alpha, in.AlphaD, row.Gamma, in.Delta, in.Cost, in.Device.Delta, in.Device.Cost, math.Inf(-1))
			l.Model.Fixed = []float64{price}
			res, err := l.Solve(cold(1), cold(1))
			if err != nil || !res.Converged() {
				t.Fatalf("at model price %v: %v %+v", price, err, res)
			}
			return res.Payoff[0], res.X[0]
		}
		open, xCost := at(in.Cost)
		alone, xAlone := at(in.Cost + (1+w)/in.Alpha)
		psi := bertrand.Psi(w)
		near(t, "W, psi, dL", []float64{w, psi, bertrand.SurplusOfOpening(w)}, []float64{row.W, row.Psi, row.DL}, tol)
		near(t, "X at cost and stand-alone", []float64{xCost, xAlone}, []float64{row.XAtCost, row.XAlone}, tol)
		near(t, "totals open and stand-alone", []float64{open, alone}, []float64{row.Open, row.Alone}, tol)
		if (open > alone) != row.Beats || (xAlone >= psi) != row.Sufficient || (xCost > 1) != row.BelowCost {
			t.Errorf("device mass %v, gamma %v: open beats %v, sufficient %v, below cost %v", row.Md, row.Gamma, open > alone, xAlone >= psi, xCost > 1)
		}
		l := monopoly(1, row.Md, in.Alpha, in.AlphaD, row.Gamma, in.Delta, in.Cost, in.Device.Delta, in.Device.Cost, -12)
		model := cold(1)
		res, err := l.Solve(model, cold(1))
		if err != nil || !res.Converged() {
			t.Fatalf("device mass %v: %v %+v", row.Md, err, res)
		}
		near(t, "integrated price", model, []float64{row.Price}, 1e-6)
		near(t, "integrated total", []float64{res.Payoff[0]}, []float64{row.Integrated}, tol)
	}
}
