// Package indicator is the ruler: what is measured of a market, each figure
// with its definition, interval, sample and sources.
//
// An [Indicator] reads an [undercut.View], history as it was known on a day or
// a simulated future ([Seen]), at a day ([Args].At) and returns an [Estimate].
// Definitions that people mix up are parameters with names: a lag has seven, and
// each gives another number of the same data.
//
// Measured quantities of capability carry two errors. That of the scores is
// propagated by drawing all scores from their published intervals; that of the
// definition is shown by printing the definitions side by side.
//
// To add one, write a file that ends in a variable of type Indicator and name
// it in All.
package indicator
