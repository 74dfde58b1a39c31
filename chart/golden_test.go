package chart_test

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/internal/golden"
)

// A picture is any chart.
type picture interface{ SVG() ([]byte, error) }

// The samples are invented numbers in the shape of real reports. Their golden
// files are what a reviewer looks at when a drawing rule changes.
func samples() map[string]picture {
	return map[string]picture{
		"fan":        fan(),
		"fan-linear": linearFan(),
		"fan-file":   fileFan(),
		"spark":      spark(),
		"odds":       odds(),
		"dots":       dots(),
		"drivers":    drivers(),
		"hitmiss":    hitMiss(),
		"stack":      stack(),
		"world":      world(),
		"scatter":    scatter(),
	}
}

func TestGolden(t *testing.T) {
	for name, p := range samples() {
		t.Run(name, func(t *testing.T) {
			svg, err := p.SVG()
			if err != nil {
				t.Fatal(err)
			}
			golden.Check(t, name+".svg", svg)
		})
	}
	golden.Check(t, "style.css", []byte(chart.Style()))
}

func month(year, m int) int { return 12*year + m - 1 }

// spreading returns quantiles around a falling line that widen with time.
func spreading(name string, n int, start, fall, widen float64) chart.Quantiles {
	q := chart.Quantiles{Name: name}
	for i := range n {
		t := float64(i) / 12
		mid, sd := start*math.Exp(-fall*t), widen*math.Sqrt(t)
		q.P10 = append(q.P10, mid*math.Exp(-1.28*sd))
		q.P25 = append(q.P25, mid*math.Exp(-0.67*sd))
		q.P50 = append(q.P50, mid)
		q.P75 = append(q.P75, mid*math.Exp(0.67*sd))
		q.P90 = append(q.P90, mid*math.Exp(1.28*sd))
	}
	return q
}

func months(from, n int) []int {
	ms := make([]int, n)
	for i := range ms {
		ms[i] = from + i
	}
	return ms
}

func history(from, n int, start, fall float64) []chart.Observation {
	var obs []chart.Observation
	for i := range n {
		wiggle := 1 + 0.18*math.Sin(float64(i)*1.7)
		obs = append(obs, chart.Observation{Month: from + i, Value: start * math.Exp(-fall*float64(i)/12) * wiggle})
	}
	return obs
}

func fan() chart.Fan {
	obs := history(month(2023, 3), 38, 40, 0.75)
	for i := range obs {
		if i%6 == 0 {
			obs[i].Lo, obs[i].Hi = obs[i].Value*0.7, obs[i].Value*1.4
		}
	}
	return chart.Fan{
		Frame: chart.Frame{
			ID:    "price",
			Title: "Price of GPT-4 quality falls in every world",
			Desc:  "The observed price fell from 40 to 4 dollars by 2026. The base world goes on to 20 cents by 2030; without giveaways it stays four times higher.",
		},
		Axis:   chart.Axis{Label: "dollars per million tokens, log scale", Unit: chart.Dollars, Log: true},
		Months: months(month(2026, 5), 68),
		Base:   spreading("Base", 68, 4.2, 0.6, 0.35),
		Others: []chart.Quantiles{
			spreading("No giveaways", 68, 4.2, 0.33, 0.3),
			spreading("Chip tariff 25%", 68, 4.2, 0.52, 0.3),
		},
		Edges:        true,
		Observed:     obs,
		ObservedName: "observed, with 90% interval",
		BandNames:    [2]string{"50 of 100 futures", "80 of 100 futures"},
		Rules:        []chart.Rule{{Month: month(2026, 5), Label: "data end"}, {Month: month(2027, 1), Label: "counterfactual starts"}},
	}
}

// linearFan has an undefined stretch, a single defined month, short history,
// negative values and a Chinese name.
func linearFan() chart.Fan {
	n := 30
	q := chart.Quantiles{Name: "基准世界"}
	for i := range n {
		mid := 2.4e9*math.Sin(float64(i)/7) - 4e8
		if i > 9 && i < 14 || i == 15 {
			mid = math.NaN()
		}
		q.P10 = append(q.P10, mid-8e8-2e7*float64(i))
		q.P25 = append(q.P25, mid-3e8-1e7*float64(i))
		q.P50 = append(q.P50, mid)
		q.P75 = append(q.P75, mid+3e8+1e7*float64(i))
		q.P90 = append(q.P90, mid+8e8+2e7*float64(i))
	}
	return chart.Fan{
		Frame:  chart.Frame{Title: "Profit of closed labs, all blocs: 利润", Desc: "Profit rises, is undefined for four months in 2026, and falls."},
		Axis:   chart.Axis{Label: "dollars a year, constant 2025 prices", Unit: chart.Dollars, Zero: true},
		Months: months(month(2026, 1), n),
		Base:   q,
		Height: 200,
	}
}

// fileFan stands alone, without bands for the other world, in percent.
func fileFan() chart.Fan {
	share := func(name string, a, b float64) chart.Quantiles {
		q := chart.Quantiles{Name: name}
		for i := range 121 {
			q.P50 = append(q.P50, a+(b-a)*float64(i)/120)
		}
		return q
	}
	f := chart.Fan{
		Frame:  chart.Frame{Title: "Share of open models", Desc: "The share rises from 10% to 60%.", Standalone: true, Width: 560},
		Axis:   chart.Axis{Label: "share of tokens served", Unit: chart.Percent, Min: 0, Max: 1},
		Months: months(month(2025, 1), 121),
		Base:   share("Base", 0.1, 0.6),
		Others: []chart.Quantiles{share("Closed by law", 0.1, 0.05), share("Follow the leader", 0.1, 0.58)},
	}
	return f
}

func spark() chart.Spark {
	return chart.Spark{
		Frame:    chart.Frame{Title: "Price, base world", Desc: "The price falls from 40 dollars to 20 cents."},
		Axis:     chart.Axis{Log: true, Min: 0.05, Max: 60},
		Months:   months(month(2026, 5), 68),
		World:    spreading("", 68, 4.2, 0.6, 0.35),
		Observed: history(month(2023, 3), 38, 40, 0.75),
	}
}

func odds() chart.Odds {
	return chart.Odds{
		Frame:      chart.Frame{ID: "odds", Title: "How often each claim comes true", Desc: "Closed labs recoup in 31 of 100 futures; open models lead in 8; one claim cannot be weighted."},
		Axis:       "futures out of 100, with the range of estimates",
		Weighted:   "weighted by fit to 2023–26",
		Unweighted: "unweighted",
		Rows: []chart.OddsRow{
			{Label: "Closed labs recoup their research by 2030", Weighted: &chart.Chance{Mid: 31, Lo: 24, Hi: 39}, Unweighted: chart.Chance{Mid: 44, Lo: 40, Hi: 48}, Verdict: "open"},
			{Label: "An open model leads the frontier for six months or more before 2032", Weighted: &chart.Chance{Mid: 8, Lo: 3, Hi: 15}, Unweighted: chart.Chance{Mid: 12, Lo: 9, Hi: 15}, Verdict: "contradicted", Tone: chart.Against},
			{Label: "Device makers gain more than model makers lose", Weighted: &chart.Chance{Mid: 92, Lo: 85, Hi: 97}, Unweighted: chart.Chance{Mid: 99.7, Lo: 98, Hi: 100}, Verdict: "supported", Tone: chart.For},
			{Label: "A price war ends with fewer than three hosts", Unweighted: chart.Chance{Mid: 0.2, Lo: 0, Hi: 1.1}, Note: "not weighted: 12 effective futures, 30 are needed", Verdict: "not testable"},
		},
	}
}

func dots() chart.Dots {
	return chart.Dots{Frame: chart.Frame{Title: "31 of 100 futures", Desc: "31 of 100 dots are full."}, N: 31}
}

func drivers() chart.Drivers {
	return chart.Drivers{
		Frame: chart.Frame{Title: "What moves the price in 2030", Desc: "Chip prices raise it most, faster learning lowers it most; two parameters are within noise."},
		Axis:  "rank correlation with the price in December 2030",
		Less:  "lowers the price", More: "raises the price",
		Floor: 0.08, FloorName: "noise: as much as a parameter that nothing reads",
		Rows: []chart.Driver{
			{Label: "Growth of hardware efficiency a year", Rho: -0.62, Lo: -0.68, Hi: -0.55},
			{Label: "Chip price markup", Rho: 0.41, Lo: 0.33, Hi: 0.48},
			{Label: "Share of buyers that satiate", Rho: -0.22, Lo: -0.3, Hi: -0.13},
			{Label: "Months that list prices hold", Rho: 0.06, Lo: -0.03, Hi: 0.14},
			{Label: "Placebo", Rho: -0.03},
		},
	}
}

func hitMiss() chart.HitMiss {
	return chart.HitMiss{
		Frame: chart.Frame{Title: "Hindcast: solar modules, 2000 to 2015", Desc: "Two of four outcomes lie in the simulated 80% interval; the price in 2012 was missed most."},
		Axis:  "simulated divided by observed, log scale",
		Hit:   "hit", Miss: "miss", Observed: "observed", Interval: "simulated: 80% and median",
		Rows: []chart.Outcome{
			{Label: "Price of a watt, 2012", Detail: "observed $0.85, simulated $1.10–2.60", Observed: 0.85, P10: 1.1, P50: 1.7, P90: 2.6},
			{Label: "Firms that left by 2013", Detail: "observed 9, simulated 1–6", Observed: 9, P10: 1, P50: 3, P90: 6},
			{Label: "Price of a watt, 2006", Detail: "observed $3.70, simulated $3.00–4.50", Observed: 3.7, P10: 3, P50: 3.6, P90: 4.5},
			{Label: "Share of the cheapest bloc, 2015", Detail: "observed 66%, simulated 40–72%", Observed: 0.66, P10: 0.4, P50: 0.55, P90: 0.72},
		},
	}
}

func stack() chart.Stack {
	return chart.Stack{
		Frame:  chart.Frame{Title: "Who earns, by layer and bloc", Desc: "Profit moves from models to devices once models are given away."},
		Axis:   chart.Axis{Label: "profit in 2030, dollars a year", Unit: chart.Dollars},
		Series: []string{"US", "China", "Europe", "Japan", "others"},
		Net:    "net of gains and losses",
		Groups: []chart.Group{
			{Label: "Compute", Bars: []chart.Bar{{Label: "before", Values: []float64{92e9, 11e9, 2e9, 3e9, 6e9}}, {Label: "after", Values: []float64{104e9, 18e9, 2e9, 3e9, 7e9}}}},
			{Label: "Models", Bars: []chart.Bar{{Label: "before", Values: []float64{22e9, -6e9, -1e9, 0, 1e9}}, {Label: "after", Values: []float64{-31e9, -12e9, -2e9, 0, -1e9}}}},
			{Label: "Devices", Bars: []chart.Bar{{Label: "before", Values: []float64{31e9, 28e9, 17e9, 14e9, 9e9}}, {Label: "after", Values: []float64{38e9, 61e9, 14e9, 12e9, 11e9}}}},
		},
	}
}

func world() chart.World {
	us, cn, eu, jp := 0, 1, 2, 3
	return chart.World{
		Frame: chart.Frame{ID: "world", Title: "The world that is simulated", Desc: "Four layers: devices on top use models, apps use models, models use compute. Firms of four blocs sell in each."},
		Blocs: []string{"US", "China", "Europe", "Japan"},
		Open:  "gives its product away", Closed: "sells it", Marked: "invented numbers",
		Kinds: []string{"the maker pays for it", "the user pays for it"},
		Layers: []chart.Layer{
			{Label: "devices", Segments: []chart.Segment{
				{Name: "smart home", Firms: []chart.Firm{{"iRobot", us, false}, {"Roborock", cn, false}, {"Ecovacs", cn, false}, {"Miele", eu, false}}},
				{Name: "vehicles", Firms: []chart.Firm{{"Tesla", us, false}, {"BYD", cn, false}, {"VW", eu, false}, {"Toyota", jp, false}}},
				{Name: "drones", Firms: []chart.Firm{{"Skydio", us, false}, {"DJI", cn, false}, {"Parrot", eu, false}}},
				{Name: "legged robots", Firms: []chart.Firm{{"Boston Dynamics", us, false}, {"Unitree", cn, false}}},
			}},
			{Label: "apps", Segments: []chart.Segment{
				{Name: "assistants", Firms: []chart.Firm{{"Copilot", us, false}, {"Doubao", cn, false}}},
			}},
			{Label: "models", Segments: []chart.Segment{
				{Name: "language", Firms: []chart.Firm{{"OpenAI", us, false}, {"Anthropic", us, false}, {"Meta", us, true}, {"DeepSeek", cn, true}, {"Alibaba", cn, true}, {"Mistral", eu, true}}},
				{Name: "vision", Firms: []chart.Firm{{"Google", us, false}, {"SenseTime", cn, false}, {"Baidu", cn, true}}},
				{Name: "robotics", Marked: true, Firms: []chart.Firm{{"Physical Intelligence", us, true}, {"Galbot", cn, true}, {"Preferred Networks", jp, false}}},
			}},
			{Label: "compute", Segments: []chart.Segment{
				{Name: "accelerators", Firms: []chart.Firm{{"Nvidia", us, false}, {"AMD", us, false}, {"Huawei", cn, false}, {"Graphcore", eu, false}, {"Preferred", jp, false}}},
			}},
		},
		Links: []chart.Link{
			{"accelerators", "language", 0},
			{"accelerators", "vision", 0},
			{"accelerators", "robotics", 0},
			{"language", "assistants", 0},
			{"language", "smart home", 1},
			{"vision", "vehicles", 0},
			{"vision", "drones", 0},
			{"robotics", "legged robots", 0},
			{"vision", "smart home", 0},
		},
	}
}

// scatter is prices against capability, with the cheapest at each level joined.
func scatter() chart.Scatter {
	return chart.Scatter{
		Frame: chart.Frame{
			ID: "frontier", Title: "Open models are the cheap ones", Credit: "Numbers invented for this picture",
			Desc: "Six closed models cost 1 to 30 dollars, four open ones 6 cents to 1 dollar; the cheapest line is open up to a score of 140.",
		},
		X: chart.Axis{Label: "capability, points", Unit: chart.Plain},
		Y: chart.Axis{Label: "dollars per million tokens, log scale", Unit: chart.Dollars, Log: true},
		Clouds: []chart.Cloud{
			{Name: "closed", X: []float64{126, 131, 140, 150, 155, 158}, Y: []float64{30, 4, 3, 1, 10, 12}, Labels: []string{"", "", "", "GPT-5", "", "a name that is too long for the right side"}},
			{Name: "open weights", X: []float64{127, 130, 140, 148}, Y: []float64{0.06, 0.2, 0.4, 1}, Labels: []string{"gpt-oss-20b", "", "", ""}},
		},
		Lines: []chart.Path{{Name: "cheapest", Cloud: 1, X: []float64{127, 130, 140, 148, 150, 155}, Y: []float64{0.06, 0.2, 0.4, 1, 1, 10}}},
	}
}
