package report

// A caveat is what a reader should hold against the answer.
type caveat struct{ Title, Text string }

// notModelled lists what the model leaves out.
var notModelled = []caveat{
	{"What no segment names", "Kinds of model, apps and devices are segments of the scenario; those that it leaves out are not there. Each kind of model has one quality, and what is learned in one helps no other."},
	{"War, sanctions beyond chips, and elections", "Policy changes only where a scenario says so. Nobody retaliates."},
	{"Data centres, power and the chip supply chain", "Compute has one price and one trend. Its makers play no price game."},
	{"Labour, productivity and safety", "What AI does to the economy, and what it may do otherwise, is outside; so is spying and the value of control."},
	{"Buyers who learn or fear lock-in", "Buyers have fixed tastes by type, habit and trust; they do not look ahead."},
	{"Exchange rates and finance", "Money is constant dollars. Capital is one pool with one price; there are no rates or crashes but the mood of investors."},
	{"Recovery after a bad day", "The day's fall is an outcome; how fast it comes back is a parameter."},
}

// objections are the strongest things to be said against the whole.
var objections = []caveat{
	{"The horizon is longer than the history", "Three and a half years of prices and revenues carry nine years of futures. A model that fits 2023 to 2026 may be wrong about 2030, and no test in the report can show it."},
	{"The central numbers were tuned to the period that judges them", "Targets marked as calibrating are in-sample. Only those marked as checking say anything new, and they are few and correlated."},
	{"Much that matters has no source", "How much AI is worth in a car, how fast a premium erodes at parity, how deep the pool of capital is: these are assumptions with wide ranges, and several are among the drivers. The belief sets show how far they carry the answer."},
	{"A belief set is not a probability", "31 of 100 futures is the share of draws from stated ranges. It is not the odds of the world; nobody knows the right ranges, and their independence is an assumption too."},
	{"Intent is not modelled", "The article speaks of a strategy. The model gives labs and states parameters and at most the better of two licences at each release, not plans: that a giveaway pays does not show that anybody planned it."},
	{"Two counterfactuals are still two stories", "Had Chinese labs stayed closed or away, western labs might have priced, spent or planned differently in ways that the model holds fixed."},
	{"Thresholds make cliffs", "29% is a miss and 31% a hit. The sizes beside the odds matter more than the odds."},
}
