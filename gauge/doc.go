// Package gauge reads simulated futures: one function of a month's view for
// each measured quantity, fast enough for every month of every future.
//
// A [Recorder] reads a future month by month. It tallies the month's panel
// once ([Tally]), evaluates every [Gauge] on the tally and keeps the series;
// [Recorder.Outcomes] then sums a future up in numbers (present values, exits,
// leads) from which claims are judged. Package indicator measures the same
// quantities with intervals, in history and in futures; a test holds the two
// together.
//
// Of several kinds of model one leads (see Leading): prices, lags, shares and
// margins without a suffix are its own; the others have a few of these under
// their names, lag_open_vision. Money of layers and blocs is summed over all.
//
// A gauge that is undefined in a month (no open model yet, no sales) is NaN
// there, never zero. To add one, write a function of the tally in the file of
// its subject and name it in All.
package gauge
