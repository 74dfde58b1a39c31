package claim

// Claims about markets, states and standing.
var (
	shock = Test{
		ID: "C3", Short: "a trillion dollars in a day",
		Asks: "western AI equity falls by at least 5% on the day of a Chinese open release, beyond the counterfactual (O5)", find: shocks,
	}

	prestige = Test{
		ID: "C6", Short: "first in AI is within reach", Future: true, Alone: true,
		Asks: "a Chinese model leads the frontier for three months (O3)", find: leads,
	}

	everyone = Test{ID: "C7", Short: "everyone can join in"}

	unlimited = Test{ID: "C8", Short: "unlimited resources"}

	unknowing = Test{ID: "C9", Short: "success is unknown", Asks: "it works: O1 and O2", find: works}
)
