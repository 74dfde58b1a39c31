package claim

// pays is O2: what China gains in devices and chips net of what its state pays,
// and in models, exceeds what its labs spend on research beyond the
// counterfactual,
//
//	Δ(devices + chips - subsidy) + Δ models - max(0, Δ research) > 0,
//
// all present values. Research that falls is not counted as a gain. Subsidy is
// what the state pays of makers' unit costs, which their profit holds; its
// part of labs' research is in research.
func pays(chips bool) func(pair) finding {
	return func(p pair) finding {
		term := func(pool string) []float64 { return p.change("pv." + pool + p.rate) }
		device, chip, subsidy := term("profit_device_cn"), term("profit_chips_cn"), term("subsidy_cn")
		model, research := term("profit_model_cn"), term("research_cn")
		n := len(device)
		f := finding{fates: make([]fate, n), size: make([]float64, n)}
		for i := range n {
			subsidy[i] = -subsidy[i]
			research[i] = -max(0, research[i]) // NaN stays NaN
			sum := device[i] + subsidy[i] + model[i] + research[i]
			if chips {
				sum += chip[i]
			}
			f.size[i] = sum
			f.fates[i] = fateOf(sum > 0, sum)
		}
		f.parts = []part{{name: "devices", size: device}}
		if chips {
			f.parts = append(f.parts, part{name: "chips", size: chip})
		}
		f.parts = append(f.parts, part{name: "models", size: model}, part{name: "subsidy", size: subsidy}, part{name: "research", size: research})
		return f
	}
}
