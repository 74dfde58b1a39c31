// Package scenario reads the questions that the model is asked: YAML files
// that name blocs, segments, firms, levers and numbers, each number a value or
// a law with a source.
//
// # From a name to a future
//
//	name ─► text ─► tree ─► merged tree ─► World, levers, laws ─► checked ─► Drawer
//	       source  syntax   merge, set     decode, number         check      draw
//
// A tree keeps the line and column of everything, so a problem found in the
// last step still points into the file. Problems are collected, never thrown
// one at a time: [Load] returns all of them as [Problems].
//
// The keys of a file are the struct tags of market.World and of the levers
// (shape.go reads them); there is no second description of the format. [Schema]
// prints the same tags as JSON Schema.
//
// # Layers
//
// A scenario is built of layers: the file that `extends` leads to, its
// children, then overlays (belief sets, counterfactuals, policies: scenario
// files too, whose own `extends` is ignored), then path=value settings.
// Mappings merge key by key. Items of blocs, segments, firms, types and levers
// merge by name, links by from-to, correlations by pair; `remove: true` takes
// an item out, null switches a block off. A number replaces a number whole:
// laws never mix. Other lists are replaced.
//
// A number that a present block lacks comes from the row of its path in the
// parameter set that the file names; if there is none, that is an error.
//
// # Luck
//
// The uniform behind a number is addressed by (seed, future, path). Adding a
// number moves no other; two worlds or two belief sets that share a path share
// its luck, which is what makes paired futures comparable.
//
// # Where to add
//
// A key: a tagged field in market or lever. A law: one case in law.go. A rule
// between several keys: a method in check.go and a broken file with its golden
// message in testdata/broken. A scenario: a file in library.
package scenario
