package importer

import (
	"fmt"
	"io/fs"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// A Format is a kind of file, or of tree of files, that can be read. It has
// Read or ReadTree, not both.
type Format struct {
	Name  string // as on the command line: models.dev
	Doc   string // what it is, with the terms of use
	URL   string // where it can be fetched; empty if a person must get it
	File  string // the name that its publisher gives the file or the folder
	Ship  bool   // its licence lets rows be passed on
	Whole bool   // it lists all that is on sale: what it lacks has ended

	// Publisher is the row of sources.csv for what no shipped table cites. Its
	// Attribution is what the terms ask for.
	Publisher evidence.Source

	Read     func(b []byte, seen undercut.Day) Batch
	ReadTree func(fsys fs.FS, seen undercut.Day) Batch
}

// A Batch is what a file says. Rows hold no id of a release yet where the
// source has none of ours: Rules.Apply fills them in.
type Batch struct {
	Releases []undercut.Release
	Names    bool // ids of releases are a source's names: Rules.Apply makes ids of them
	Titles   bool // releases are entries of a registry of models: Rules.Apply finds or makes their ids by title and day
	Access   []evidence.AccessRow
	Prices   []evidence.Price
	Where    []string // the place of each price in the file
	Scores   []evidence.ScoreRow
	Figures  []undercut.Figure
	Problems []Problem
	Skipped  int // entries that are no language model on sale by the token, or a sample of the format
}

// A Problem is a row that was not taken, or one that was and is doubtful.
type Problem struct {
	Place string // line of a table or path in JSON: $.openai.models["gpt-5"].cost.input (line 7, column 3)
	Value string
	Want  string // what was expected, and the way out
	Doubt bool   // the row was taken

	// Of a doubt about a price: 1 + its index in Batch.Prices, and the word of
	// evidence.SuspectNames that would keep it out of every series. 0 and
	// empty otherwise.
	Row     int
	Suspect string
}

// Error prints the place, the value and the way out.
func (p Problem) Error() string { return fmt.Sprintf("%s is %q: %s", p.Place, p.Value, p.Want) }

// All lists the formats in the order of the command's help.
var All = []Format{
	modelsDev,
	modelsDevTree,
	llmPrices,
	genaiPrices,
	liteLLM,
	openRouter,
	artificialAnalysis,
	epochECI,
	epochModels,
	lmArena,
	plainCSV,
}
