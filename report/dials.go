package report

import "github.com/undercut-sim/undercut/indicator"

// Board is the dashboard: what people quote, each with the definition by which
// it is measured here.
var Board = []DialGroup{
	{"Price of a capability", []Dial{
		{"price", indicator.Choice{}, "GPT-4's, cheapest", "cheapest list price of a model at or above GPT-4"},
		{"price", indicator.Choice{Level: "claude-3.5-sonnet@2024-06"}, "Claude 3.5 Sonnet's", "the same at or above Claude 3.5 Sonnet of June 2024"},
		{"price_fall", indicator.Choice{Definition: "endpoints"}, "fall since 2023, end points", "GPT-4's: first price over last, a year"},
		{"price_fall", indicator.Choice{Definition: "fit"}, "fall since 2023, log fit", "GPT-4's: slope of log price by month"},
		{"months_to_tenth", indicator.Choice{}, "time to a tenth", "GPT-4's: from first sale to a tenth of that price"},
		{"hedonic_launch", indicator.Choice{}, "launch prices", "at equal score: log launch price on score and date"},
		{"hedonic_market", indicator.Choice{}, "standing prices", "at equal score: monthly panel of list prices"},
		{"matched_model", indicator.Choice{}, "same SKU", "chained index of SKUs listed in both months"},
		{"price_frontier", indicator.Choice{}, "best models", "median of the best of OpenAI, Anthropic, Google"},
		{"premium", indicator.Choice{Definition: "open"}, "best over best open", "price of the best model over the best open one"},
		{"price_cuts", indicator.Choice{}, "cuts of list prices", "by owners, a standing offer and year"},
		{"price_rises", indicator.Choice{}, "rises of list prices", "by owners, a standing offer and year"},
	}},
	{"Capability", []Dial{
		{"frontier", indicator.Choice{}, "best model", "highest score of a released model"},
		{"frontier_slope", indicator.Choice{}, "growth of records", "least squares through the records"},
		{"lag_open", indicator.Choice{}, "open behind closed, now", "since a closed model first was as good"},
		{"lag_open", indicator.Choice{Definition: "at_record"}, "  at open records", "mean on the days of open records"},
		{"lag_open", indicator.Choice{Definition: "catch_up"}, "  until caught up", "from closed records on, Kaplan-Meier median"},
		{"lag_open", indicator.Choice{Definition: "within_error"}, "  within error", "the same to a model that is not clearly worse"},
		{"gap_open", indicator.Choice{}, "open below closed", "best closed less best open model"},
		{"lag_cn", indicator.Choice{}, "China behind US, now", "since a US model first was as good"},
		{"lag_cn", indicator.Choice{Definition: "at_record"}, "  at Chinese records", "mean on the days of Chinese records"},
		{"lag_cn", indicator.Choice{Definition: "catch_up"}, "  until caught up", "from US records on, Kaplan-Meier median"},
		{"gap_cn", indicator.Choice{}, "China below US", "best US less best Chinese model"},
	}},
	{"Openness", []Dial{
		{"open_share", indicator.Choice{Definition: "new"}, "open among new models", "weights to be had, releases of a year"},
		{"open_share", indicator.Choice{Definition: "top20"}, "open among the best 20", "weights to be had, by score"},
		{"cadence", indicator.Choice{Definition: "open"}, "new open models", "whose weights came out in a year, a month"},
		{"reversals", indicator.Choice{Definition: "closed"}, "developers that closed", "newest flagship closed, an earlier one open"},
	}},
	{"Money of labs", []Dial{
		{"hhi_money", indicator.Choice{Definition: "market"}, "concentration", "sum of squared shares of all generative AI's revenue"},
		{"gross_margin", indicator.Choice{Definition: "closed"}, "gross margin, closed labs", "latest, weighted by revenue"},
		{"gross_margin", indicator.Choice{Definition: "open"}, "gross margin, open labs", "latest, weighted by revenue"},
		{"research_intensity", indicator.Choice{Definition: "open"}, "research over revenue", "open labs, latest year"},
		{"payback", indicator.Choice{Definition: "run"}, "payback of the final run", "final run over contribution a month, GPT-5"},
		{"payback", indicator.Choice{Definition: "research"}, "payback of all research", "all computing for research, the same release"},
		{"training_cost_growth", indicator.Choice{}, "cost of training", "runs among the ten largest, log cost on date"},
	}},
	{"Hardware", []Dial{
		{"experience_curve", indicator.Choice{Definition: "battery_pack"}, "learning, battery packs", "fall of price with each doubling of volume"},
		{"experience_curve", indicator.Choice{Definition: "solar"}, "learning, solar modules", "fall of price with each doubling of volume"},
		{"hardware_price_trend", indicator.Choice{Definition: "battery_pack"}, "price of battery packs", "log price on year"},
		{"export_share", indicator.Choice{}, "Chinese share of car exports", "of the countries named"},
		{"compute_price", indicator.Choice{}, "rent of an H100", "by the hour, median of hosts"},
		{"pace", indicator.Choice{}, "software over hardware", "fall of Chinese open price over that of GPUs, logs"},
	}},
}
