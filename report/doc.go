// Package report shows a run: text for a terminal, one self-contained page,
// and the same content as JSON and CSV.
package report
