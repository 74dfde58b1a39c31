package share

import "github.com/undercut-sim/undercut/learning"

// FisherPry is the law of substitution that log odds are a straight line in
// time: a new product takes over from the old one along a logistic curve.
type FisherPry struct {
	Speed   float64 // change of the log odds per year; 2 ln 9/Speed years lead from 10% to 90%
	SpeedSE float64 // its standard error, if errors are independent
	line    learning.Trend
}

// FitFisherPry regresses log odds on the date, from at least three shares in
// (0, 1). The share ends at 0 or 1, whatever the market keeps for others. As in
// all regressions on time the errors are taken for independent: shocks that last
// make the law of [FisherPry.Forecast] too narrow.
func FitFisherPry(date, share []float64) (FisherPry, error) {
	if err := check("substitution", date, share, 3, true); err != nil {
		return FisherPry{}, err
	}
	ratio := make([]float64, len(share)) // to the rest: a cost would fall the same way
	for i, s := range share {
		ratio[i] = s / (1 - s)
	}
	line, err := learning.FitTrend(date, ratio)
	if err != nil {
		return FisherPry{}, err
	}
	return FisherPry{Speed: line.Slope, SpeedSE: line.SlopeSE, line: line}, nil
}

// Forecast returns the law of the share some years after the last date, with
// n - 2 degrees of freedom.
func (f FisherPry) Forecast(years float64) (Forecast, error) {
	if err := ahead(years); err != nil {
		return Forecast{}, err
	}
	law, err := f.line.Forecast(f.line.End + years)
	return Forecast{law}, err
}
