// Package chart turns plain numbers into SVG pictures. It knows nothing of the
// model: every chart is a struct of numbers and words with one method,
//
//	SVG() ([]byte, error)
//
// and the same struct always gives the same bytes. The charts are
//
//	Fan      quantile bands over months, other worlds as lines, history in ink
//	Spark    a fan without words, the size of a line of text
//	Odds     chances out of 100 with intervals, weighted beside unweighted
//	Dots     N of 100 as dots, to stand inside a sentence
//	Drivers  signed rank correlations over the noise floor
//	HitMiss  observed values against simulated intervals, a row an outcome
//	Stack    signed amounts stacked by series, bars side by side
//	Scatter  one quantity against another: clouds of points, lines through them
//	World    segments in layers, their firms by bloc, and the links between
//
// A chart is drawn in three steps: check gathers everything that is wrong with
// the data, all problems at once; layout measures the words (text.go), chooses
// ticks (ticks.go) and places labels (place.go); canvas.go writes the marks.
// To add a chart, write one file with those three steps and a golden test.
//
// # What every chart keeps to
//
// Words come from the caller, so that a page may speak any language; the
// package writes numerals only, and they read the same in all of them. Widths
// are in user units of the viewBox: at the usual width of 440 the smallest text
// is 14 units, which is over 10 pixels on a phone 360 pixels wide. Colour never
// carries a meaning alone: series also differ by dash, shape, order or label.
// Each picture is one image to a screen reader (role="img") with the title and
// the description that the caller gives.
//
// Colours are presentation attributes, which any style sheet overrides. A page
// with charts inside it holds [Style] once, for dark mode and print; a chart
// with [Frame].Standalone carries the style itself.
//
// A number that is undefined is NaN and is left out, never drawn as zero: lines
// and bands break there. An infinite number is an error.
package chart
