// Package importer reads what others publish of models, prices and scores into
// the tables of package evidence: bytes in, rows and problems out.
//
// A [Format] is one source, one file each, listed in [All]. Its Read never
// opens, fetches or guesses a date: the caller says on which day the bytes were
// seen. What a row says that cannot be right is a [Problem] with its line or
// JSON path, its value and the way out; what may be right but is worth a look
// is a problem marked as a doubt. Names of offers become ids of releases by a
// table of rules that people can read and extend ([Rules]); what looks wrong beside
// other prices is found by [Doubts].
package importer
