package gauge

import "github.com/undercut-sim/undercut"

// profits are the pools of gross profit by layer and bloc, $bn a year, summed
// over all segments of the layer. A layer's pool counts labs' licence fees and
// royalties; profit of hosts and owners of compute is in the bloc where they
// sit. Without models only the makers' pools remain.
func profits(v undercut.View) []Gauge {
	cn := blocNamed(v, "cn")
	isCN := func(b int) bool { return b == cn }
	isWest := func(b int) bool { return v.Blocs[b].Western }
	list := []Gauge{
		{
			Name: "profit_device_west", Unit: "$bn/year", Doc: "gross profit of western device makers", Illustrative: unsourced(v, undercut.Device),
			Of: func(t *Tally) float64 { return t.pool(undercut.Device, isWest) },
		},
		{
			Name: "profit_device_cn", Unit: "$bn/year", Doc: "gross profit of Chinese device makers, subsidies included", Illustrative: unsourced(v, undercut.Device),
			Of: func(t *Tally) float64 { return t.pool(undercut.Device, isCN) },
		},
	}
	if Leading(v.Segments) >= 0 {
		list = append(list, modelProfits(v, isWest, isCN)...)
	}
	if len(layer(v, undercut.App)) > 0 {
		list = append(list, appProfits(v, isWest, isCN)...)
	}
	return list
}

// modelProfits are the pools of labs and of those who sell them compute, with
// what research and the state take and give.
func modelProfits(v undercut.View, isWest, isCN func(bloc int) bool) []Gauge {
	models, chips := unsourced(v, undercut.Model), unsourced(v, undercut.Compute)
	return []Gauge{
		{
			Name: "profit_model_west", Unit: "$bn/year", Doc: "gross profit of western labs and of hosts in western blocs", Illustrative: models,
			Of: func(t *Tally) float64 { return t.pool(undercut.Model, isWest) + t.hosts(isWest) },
		},
		{
			Name: "profit_model_cn", Unit: "$bn/year", Doc: "gross profit of Chinese labs and of hosts in China", Illustrative: models,
			Of: func(t *Tally) float64 { return t.pool(undercut.Model, isCN) + t.hosts(isCN) },
		},
		{
			Name: "profit_chips_west", Unit: "$bn/year", Doc: "gross profit of western makers of accelerators", Illustrative: chips,
			Of: func(t *Tally) float64 { return t.pool(undercut.Compute, isWest) },
		},
		{
			Name: "profit_chips_cn", Unit: "$bn/year", Doc: "gross profit of Chinese makers of accelerators", Illustrative: chips,
			Of: func(t *Tally) float64 { return t.pool(undercut.Compute, isCN) },
		},
		{
			Name: "research_west", Unit: "$bn/year", Log: true, Doc: "research spending of western labs", Illustrative: models,
			Of: func(t *Tally) float64 { return t.research(isWest) },
		},
		{
			Name: "research_cn", Unit: "$bn/year", Log: true, Doc: "research spending of Chinese labs", Illustrative: models,
			Of: func(t *Tally) float64 { return t.research(isCN) },
		},
		{
			Name: "subsidy_cn", Unit: "$bn/year", Illustrative: unsourced(v, undercut.Device, undercut.Compute),
			Doc: "subsidies of unit cost that Chinese makers of devices and accelerators receive, which their gross profit holds",
			Of: func(t *Tally) float64 {
				return t.subsidy(undercut.Device, isCN) + t.subsidy(undercut.Compute, isCN)
			},
		},
		{
			Name: "tariffs", Unit: "$bn/year", Doc: "duties of all blocs", Illustrative: unsourced(v, undercut.Model, undercut.App, undercut.Device),
			Of: func(t *Tally) float64 {
				sum := 0.0
				for b := range t.View.States {
					sum += t.View.States[b].Tariffs
				}
				return perYear * sum
			},
		},
	}
}

// appProfits are the pools of makers of apps. What the state pays of their unit
// cost is taken off: no other series holds it.
func appProfits(v undercut.View, isWest, isCN func(bloc int) bool) []Gauge {
	list := []Gauge{
		{
			Name: "profit_app_west", Unit: "$bn/year", Doc: "gross profit of western makers of apps, net of subsidies of unit cost",
			Of: func(t *Tally) float64 { return t.pool(undercut.App, isWest) - t.subsidy(undercut.App, isWest) },
		},
		{
			Name: "profit_app_cn", Unit: "$bn/year", Doc: "gross profit of Chinese makers of apps, net of subsidies of unit cost",
			Of: func(t *Tally) float64 { return t.pool(undercut.App, isCN) - t.subsidy(undercut.App, isCN) },
		},
		revenue(v, undercut.App, "revenue_apps", "money paid for apps"),
	}
	for i := range list {
		list[i].Illustrative = unsourced(v, undercut.App)
	}
	return list
}

// pool is gross profit of a layer's firms in blocs, a year.
func (t *Tally) pool(l undercut.Layer, in func(bloc int) bool) float64 {
	sum := 0.0
	for i := range t.View.Books {
		if f := &t.View.Firms[i]; f.Layer == l && in(f.Bloc) {
			sum += t.View.Books[i].Gross
		}
	}
	return perYear * sum
}

func (t *Tally) hosts(in func(bloc int) bool) float64 {
	sum := 0.0
	for b := range t.View.States {
		if in(b) {
			sum += t.View.States[b].HostPro
		}
	}
	return perYear * sum
}

func (t *Tally) research(in func(bloc int) bool) float64 {
	sum := 0.0
	for i := range t.View.Books {
		if in(t.View.Firms[i].Bloc) {
			sum += t.View.Books[i].Research
		}
	}
	return perYear * sum
}

// subsidy is what states pay of unit costs of a layer's firms in blocs, a year.
func (t *Tally) subsidy(l undercut.Layer, in func(bloc int) bool) float64 {
	sum := 0.0
	for i := range t.View.Books {
		if f := &t.View.Firms[i]; f.Layer == l && in(f.Bloc) {
			sum += t.View.Books[i].Subsidy - t.View.Books[i].Grant
		}
	}
	return perYear * sum
}
