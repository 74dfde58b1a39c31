// Package backtest lets history judge the simulator: past industries are
// forecast from the day before, and scored against what happened and against
// published methods.
//
//	Episode ─► Jobs ─► forecast.Market ─► futures ─┐
//	               └─► baselines ──────────────────┼─► Row ─► Board
//	           Truth ──────────────────────────────┘
//
// A job is one world of an episode at one origin. Its forecasts come from a
// Past; the Truth meets them when they are scored, and not before. A row is
// one quantity at one horizon: what was observed, the simulator's quantiles and
// scores, and the scores of every baseline on the same figure.
//
// # What is scored in which unit
//
//	price, units   natural log of the level; a CRPS of 0.1 is an error of a tenth
//	share          parts of 1, printed in percentage points
//	exit           probability that a firm is gone, Brier score
//
// Coverage and PIT do not depend on that choice, CRPS and the interval score
// do (package score).
//
// # Results
//
// A Study with the hindcast of the AI market is Results: Save writes them as
// tables, Read reads them, Shipped are those of backtest/data. NewBoard scores
// them. Results know the hash of their inputs: Stale says when they are of
// others.
//
// # Who learns from whom
//
// Shared numbers of an episode come from the other episodes alone, whatever
// their years: what is left out is the episode, not the calendar. What no such
// rule can purge is the form of the model, which was written by people who know
// how these stories ended. That is why the scores are called hindcasts.
//
// # Where to add
//
// A baseline is a line in priceMethods or shareMethods (baseline.go). A goal is a
// line in goals (board_goal.go), a file of results one in Read and in Save.
package backtest
