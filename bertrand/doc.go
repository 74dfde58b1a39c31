// Package bertrand finds Bertrand-Nash prices: one price per offer at which no
// firm gains by moving any of its own.
//
// A [Problem] is a demand.Market with costs, owners and what else a firm earns;
// a [Solver] turns it into consumer prices and a [Result] that says how well.
package bertrand
