// Package report shows a run: what was asked, how often it came true, and what
// that rests on.
//
//	Text  the answer on a terminal
//	HTML  the whole report as one page that asks nothing of the network
//	JSON  the content of Text for programs
//	CSV   the same as one long table
//	SVG   the fan of one indicator as a picture
//
// All show the same [Input]. Nothing is judged here (package claim does) and
// nothing is drawn here (package chart does): this package chooses, orders and
// words. Odds are natural frequencies, "31 of 100 (24–39)", with their 90%
// Monte Carlo interval; that interval says how well so many futures are known,
// not how good the model is. The sets of beliefs say the latter.
//
// # Where to add
//
// A section of the terminal: a line in Text. A section of the page: a template
// in page/, a part of [page], a line in the contents. A chart of the page: a
// line in fans. What is not modelled, and what speaks against the whole: the
// lists of caveats.go.
package report
