// Package episode holds industries that were undercut or had their product
// given away, as they were seen and as they could be known on a day.
//
//	<name>/episode.yaml   what is forecast, from which days, and how the world starts
//	<name>/scenario.yaml  who sold what, in the format of every other scenario
//	<name>/data.csv       what was observed: a figure a row, with its source
//	<name>/events.csv     who left and who stayed, with its source
//	<name>/<table>.LICENCE  terms of a table whose source asks for the same licence
//
// # The wall against hindsight
//
// An [Episode] is closed: its rows cannot be read. [Episode.At] returns the
// [Past] at an origin, which holds the rows whose period had ended by then and
// no others; a Past can be cut further and never widened. What came later is
// behind [Episode.Truth], which says by its name what it gives: forecasts are made from
// a Past, scores from a Past and a Truth. A row that a Past does not hold is
// an [ErrFuture] where it is asked for by date.
//
//	Episode ──At(origin)──► Past ──► forecast
//	    └────Truth()──────────────────► score
//
// A figure of a year counts as known at the end of the year, although it was
// published some months later and revised since: that is the convention of the
// literature on experience curves, and it is said beside every score.
//
// # Dates
//
// A period is a year 2008, a quarter 2009-Q4, a month 2009-01 or a day
// 2011-02-11. A figure stands in the middle of its period and is known at its
// end; the last day of a year is known with the year and the first of the next
// is not. One series has one kind of period, and so have the shares of one whole.
//
// # Where to add
//
// An episode is a folder with these files and one line in Names.
// A user's own episode is the same folder anywhere: see docs/backtests.md.
package episode
