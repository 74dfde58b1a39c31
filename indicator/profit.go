package indicator

import "github.com/undercut-sim/undercut"

// profits are the pools of gross profit by layer and bloc, $bn a year. A
// layer's pool counts labs' licence fees and royalties; profit of hosts and
// owners of compute is in the bloc where they sit.
func profits(v undercut.View) []Indicator {
	cn := blocNamed(v, "cn")
	isCN := func(b int) bool { return b == cn }
	isWest := func(b int) bool { return v.Blocs[b].Western }
	list := []Indicator{
		{
			Name: "profit_model_west", Unit: "$bn/year", Doc: "gross profit of western labs and of hosts in western blocs",
			Of: func(t *Tally) float64 { return t.pool(undercut.Model, isWest) + t.hosts(isWest) },
		},
		{
			Name: "profit_model_cn", Unit: "$bn/year", Doc: "gross profit of Chinese labs and of hosts in China",
			Of: func(t *Tally) float64 { return t.pool(undercut.Model, isCN) + t.hosts(isCN) },
		},
		{
			Name: "profit_device_west", Unit: "$bn/year", Doc: "gross profit of western device makers",
			Of: func(t *Tally) float64 { return t.pool(undercut.Device, isWest) },
		},
		{
			Name: "profit_device_cn", Unit: "$bn/year", Doc: "gross profit of Chinese device makers, subsidies included",
			Of: func(t *Tally) float64 { return t.pool(undercut.Device, isCN) },
		},
		{
			Name: "profit_chips_west", Unit: "$bn/year", Doc: "gross profit of western makers of accelerators",
			Of: func(t *Tally) float64 { return t.pool(undercut.Compute, isWest) },
		},
		{
			Name: "profit_chips_cn", Unit: "$bn/year", Doc: "gross profit of Chinese makers of accelerators",
			Of: func(t *Tally) float64 { return t.pool(undercut.Compute, isCN) },
		},
		{
			Name: "research_west", Unit: "$bn/year", Log: true, Doc: "research spending of western labs",
			Of: func(t *Tally) float64 { return t.research(isWest) },
		},
		{
			Name: "research_cn", Unit: "$bn/year", Log: true, Doc: "research spending of Chinese labs",
			Of: func(t *Tally) float64 { return t.research(isCN) },
		},
		{
			Name: "subsidy_cn", Unit: "$bn/year", Doc: "subsidies of unit cost that Chinese makers of devices and accelerators receive, which their gross profit holds",
			Of: func(t *Tally) float64 { return t.subsidy(isCN) },
		},
		{
			Name: "tariffs", Unit: "$bn/year", Doc: "duties of all blocs",
			Of: func(t *Tally) float64 {
				sum := 0.0
				for b := range t.View.States {
					sum += t.View.States[b].Tariffs
				}
				return perYear * sum
			},
		},
	}
	if modelSegment(v) < 0 {
		list = list[2:4]
	}
	if hasApps(v) {
		list = append(list,
			Indicator{
				Name: "profit_app_west", Unit: "$bn/year", Doc: "gross profit of western makers of apps",
				Of: func(t *Tally) float64 { return t.pool(undercut.App, isWest) },
			},
			Indicator{
				Name: "profit_app_cn", Unit: "$bn/year", Doc: "gross profit of Chinese makers of apps",
				Of: func(t *Tally) float64 { return t.pool(undercut.App, isCN) },
			})
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

func (t *Tally) subsidy(in func(bloc int) bool) float64 {
	sum := 0.0
	for i := range t.View.Books {
		if f := &t.View.Firms[i]; in(f.Bloc) && f.Layer != undercut.Model {
			sum += t.View.Books[i].Subsidy - t.View.Books[i].Grant
		}
	}
	return perYear * sum
}
