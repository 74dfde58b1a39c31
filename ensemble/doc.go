// Package ensemble simulates many futures in parallel and hands them on in a
// fixed order, so that a run's answer does not depend on the number of
// workers, on which of them was fast, or on whether it was interrupted.
//
// A [Plan] is a table: a row for each future, a column for each [Cell], which
// is one belief about the unknown in one world of policies. The unit of work
// is a row: a worker simulates one future in all its cells in turn, because
// paired worlds share their draws and the worker's caches stay warm.
//
//	plan ─► tickets ─► workers ─► ring of rows ─► sink
//	         in order   any order   bounded        future by future, cell by cell
//
// [Run] issues a ticket for a row only when a place in the ring is free, and a
// place becomes free only when its row has gone to the sink. The ring is both
// the reorder buffer and the pool of records: memory does not grow with the
// number of futures, and one slow future makes the others wait at worst.
//
// A future that fails, by error or by panic, is a [Record] with Err set; it is
// counted and never stops the rest. Only the sink's own error and the context
// stop a run. What was sunk until then is whole and is a prefix of the plan,
// so a later Run that is told what is done continues to the same records.
//
// Because futures are addressed by number (package rng), any range of them can
// run elsewhere: [Plan.Shard] cuts a plan, and the shards' records, put one
// after another, are those of the whole.
package ensemble
