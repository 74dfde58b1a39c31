package claim

import "math"

// Claims about models and the labs that sell them.
var (
	blitz = Test{ID: "C0", Short: "a blitz of open models"}

	profitOut = Test{
		ID: "C1", Short: "profit out of AI software", Future: true,
		Asks: "western model profit at least 30% below the counterfactual (O1)", find: takes(0.30),
	}

	wreck = Test{
		ID: "C2", Short: "copies, scales, wrecks", Future: true, Caused: true,
		Asks: "half of the western closed labs, or of the non-Chinese makers of a device segment, leave here and not in the counterfactual (O4, drones apart)", find: wrecks(false),
	}

	unsustained = Test{
		ID: "C10", Short: "closed labs cannot last", Future: true, Alone: true,
		Asks: "research takes longer to pay back than open models to catch up, and fewer than half of the closed labs repay it by 2030",
		find: cannotSustain,
	}

	openness = Test{ID: "C12", Short: "closed country, open source"}
)

// cannotSustain holds where the median generation of the western closed labs
// takes longer to pay for all research behind it than open models lag in 2030,
// and fewer than half of the labs have covered their research by then. The
// size is the share of labs that have not.
func cannotSustain(p pair) finding {
	payback, lag := p.world("payback_all"), p.world("lag_open@2030")
	repaid := left(p.world("repaid_closed_west"), p.world("cohort_closed_west"))
	f := finding{fates: make([]fate, len(lag)), size: make([]float64, len(lag)), illustrative: p.marked("payback_all", "lag_open@2030")}
	for i := range lag {
		if math.IsNaN(payback[i]) && repaid[i] == 0 {
			payback[i] = math.Inf(1) // nothing ever paid back
		}
		f.fates[i] = fateOf(payback[i] > lag[i] && repaid[i] < 0.5, payback[i], lag[i], repaid[i])
		f.size[i] = 1 - repaid[i]
	}
	return f
}
