package claim

// pays is O2: what China gains in devices and chips net of what its state pays,
// and in models, exceeds what its labs spend on research beyond the
// counterfactual,
//
//	Δ(devices + chips - subsidy) + Δ models - max(0, Δ research) > 0,
//
// all present values. Research that falls is not counted as a gain. Subsidy is
// what the state pays of makers' unit costs, which their profit holds; its
// part of labs' research is in research. What makers of apps gain stands
// beside the sum, or in it with apps.
func pays(chips, apps bool) func(pair) finding {
	return func(p pair) finding {
		var f finding
		term := func(name, pool string) part {
			of := "pv." + pool + p.rate
			return part{name: name, size: p.change(of), unit: "$bn", illustrative: p.marked(of)}
		}
		f.parts = []part{term("devices", "profit_device_cn")}
		if chips {
			f.parts = append(f.parts, term("chips", "profit_chips_cn"))
		}
		subsidy, research := term("subsidy", "subsidy_cn"), term("research", "research_cn")
		for i := range p.s.Futures {
			subsidy.size[i] = -subsidy.size[i]
			research.size[i] = -max(0, research.size[i]) // NaN stays NaN
		}
		f.parts = append(f.parts, term("models", "profit_model_cn"), subsidy, research)
		if p.s.column("pv.profit_app_cn") >= 0 {
			f.parts = append(f.parts, term("apps", "profit_app_cn"))
			f.parts[len(f.parts)-1].beside = !apps
		}
		return f.summed(p.s.Futures)
	}
}

// summed is a finding that its terms add up to more than nothing.
func (f finding) summed(n int) finding {
	f.fates, f.size = make([]fate, n), make([]float64, n)
	for _, t := range f.parts {
		if t.beside {
			continue
		}
		f.illustrative = f.illustrative || t.illustrative
		for i, x := range t.size {
			f.size[i] += x
		}
	}
	for i, sum := range f.size {
		f.fates[i] = fateOf(sum > 0, sum)
	}
	return f
}
