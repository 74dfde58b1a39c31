package claim

// Claims about markets, states and standing.
var (
	shock = Test{
		ID: "C3", Short: "knocked a trillion dollars off in a day",
		Asks: "western AI equity falls by at least 5% on the day of a Chinese open release, beyond the counterfactual (O5)", find: shocks,
	}

	prestige = Test{
		ID: "C6", Short: "being first in AI is within reach", Future: true,
		Asks: "a Chinese model leads the frontier for three months (O3)", find: leads,
	}

	everyone = Test{ID: "C7", Short: "everyone could join in"}

	unlimited = Test{ID: "C8", Short: "the lab has unlimited resources"}

	unknowing = Test{ID: "C9", Short: "whether it succeeds is unknown", Asks: "it works: O1 and O2", find: works}
)
