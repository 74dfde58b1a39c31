//go:build !race

package backtest

// raceEnabled says that the race detector makes everything ten times slower.
const raceEnabled = false
