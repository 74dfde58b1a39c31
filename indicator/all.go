package indicator

import (
	"fmt"
	"slices"
	"strings"
)

// All lists the indicators in the order in which they are shown.
var All = []Indicator{
	Price,
	PriceFall,
	MonthsToTenth,
	HedonicLaunch,
	HedonicMarket,
	MatchedModel,
	PriceFrontier,
	Premium,
	FrontierCurve,
	PriceCuts,
	PriceRises,
	Frontier,
	FrontierSlope,
	LagOpen,
	GapOpen,
	LagChina,
	GapChina,
	RecordDays,
	OpenShare,
	OpennessTime,
	Reversals,
	Cadence,
	Pace,
	HHIMoney,
	HHITokens,
	Payback,
	GrossMargin,
	ResearchIntensity,
	TrainingCostGrowth,
	ComputeGrowth,
	ExperienceCurve,
	HardwarePriceTrend,
	ExportShare,
	ComputePrice,
}

// Named returns the indicator of a name. The error lists the names.
func Named(name string) (Indicator, error) {
	i := slices.IndexFunc(All, func(in Indicator) bool { return in.Name == name })
	if i < 0 {
		var names []string
		for _, in := range All {
			names = append(names, in.Name)
		}
		return Indicator{}, fmt.Errorf("indicator is %q: want one of %s", name, strings.Join(names, ", "))
	}
	return All[i], nil
}
