// Package store keeps runs on disk: a directory that is either whole or
// plainly unfinished, and that says what it was made from.
//
// A run is a set of futures of some cells (belief × world), each with its
// drawn parameters, its outcomes and its monthly series. A finished run is
//
//	DIR/manifest.json     inputs, names, failures, SHA-256 of every file
//	DIR/scenario.yaml     the question (written by the command)
//	DIR/outcomes.csv      a row for each future of each cell, and .parquet
//	DIR/bands.csv         quantiles of each series over futures, and .parquet
//	DIR/…                 whatever else the command adds, such as report.html
//
// While it is made it lives in DIR.partial, beside a lock and the journal
// futures.bin, to which every future is appended as it comes:
//
//	Open ─► Append … Append ─► WriteFile, WriteOutcomes, WriteBands ─► Finish
//	 │ lock     journal            from the journal, hashed             │ fsync
//	 └ resume: what the journal holds is not simulated again            └ rename
//
// Only Finish makes DIR, by renaming, after everything is on disk: a process
// that is killed or a disk that fills up leaves DIR.partial, and Open with
// resume continues from the last whole record of the journal. Nothing in a
// run depends on the clock, the machine or the order of arrival, so the same
// inputs give the same bytes.
//
// Open refuses to touch what it did not make: other inputs, another engine,
// foreign files. A finished run of the same inputs is reused.
//
// To add a file to every run, write it with [Run.WriteFile]; to add a column
// to the outcomes, name it in the [Manifest]; a change of layout needs a new
// [Format].
package store
