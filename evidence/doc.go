// Package evidence holds what is known about the world, each number with
// where it comes from.
//
//	data/sources.csv     publishers, with licence and attribution: the one place where licences are stated
//	data/facts.csv       single figures, each from one source, graded A (filing, paper) to D (weak page)
//	data/parameters.csv  numbers of scenarios: value, law, range, unit, source, grade, date
//	data/targets.csv     what a simulated 2023-26 should hit, with tolerances
//	data/history.csv     observed series: the black lines of fan charts
//	data/firstprints.csv observations as they could first be read: what a forecast of the past may know
//	data/claims.csv      the article's claims: quotation, test, what has been observed
//	data/events.csv      dated events: the rules on charts
//	data/observed/*.csv  models, their openness, prices and scores, figures of firms: each row with the day from which it held and that on which it was seen
//
// What users import comes as vintages in the columns of data/observed
// ([LoadArchive]) and is joined with them ([Observed.Join]).
//
// What was seen of models, prices, scores and firms, row by row with two dates,
// is in data/observed; its figures.csv speaks the vocabulary of [Metrics].
//
// The tables are the project's own: no file of a third party is in them, only
// figures and series selected or derived from what licences allow to be passed
// on. They are embedded; [Load]
// reads others of the same form. Reading is strict: a header must match
// exactly, and every row must obey the rules of check.go. All problems are
// reported at once, each with file, line, column, value and the way out.
//
// Where a number has no source it says "assumption" and has a range. Where it
// holds by the way the scenario is built (the reference bloc has cost 1) it
// says "definition". Nothing else stands without a source.
//
// # Where to add
//
// A figure: a row of facts.csv, and of sources.csv if its publisher is new. A
// parameter: a row of parameters.csv whose key is its path in a scenario. A
// table: its file in data, a type with a method that reads a row, a line in
// Load, a rule in check.go, and a section of docs/evidence.md.
package evidence
