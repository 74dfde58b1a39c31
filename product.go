package undercut

// A Layer is a step in the stack of complements: each layer is used by those
// after it.
type Layer uint8

// The layers, from the bottom of the stack.
const (
	Compute Layer = iota // chips and accelerators
	Model                // AI models sold by use
	App                  // applications built on models
	Device               // things that use models: cars, robots, vacuums
)

var layerNames = [...]string{"compute", "model", "app", "device"}

// String returns the layer's name in files.
func (l Layer) String() string { return layerNames[l] }

// LayerNames lists the names that files may use, in the order of the stack.
func LayerNames() []string { return layerNames[:] }

// A Licence says who may sell a product.
type Licence uint8

// The states of a product. Open may still carry a royalty: a revenue-share
// licence is a number, not a third state.
const (
	Closed Licence = iota // only the owner sells it
	Open                  // anyone may host it or build it in
)

var licenceNames = [...]string{"closed", "open"}

// String returns the licence's name in files.
func (l Licence) String() string { return licenceNames[l] }

// A Tier is a product's place in its owner's range.
type Tier uint8

// The tiers. Legacy is the last open release of an owner that has since
// closed or gone: its weights stay in the world and hosts go on serving them.
const (
	Flagship Tier = iota
	Small
	Legacy
)

var tierNames = [...]string{"flagship", "small", "legacy"}

// String returns the tier's name in files.
func (t Tier) String() string { return tierNames[t] }

// A Bloc is where firms sit and buyers live.
type Bloc struct {
	Name    string // short name: us, cn, eu, jp, row
	Western bool   // counted as western in claims
}

// A Firm is a maker of products; in the panel it is known by its index.
type Firm struct {
	Name    string
	Title   string // as printed
	Bloc    int    // index into View.Blocs
	Segment int    // index into View.Segments
	Layer   Layer
	Start   Month // first month in which it may sell
	Entrant bool  // a place for a firm that may enter later
}

// A Segment is a kind of product, sold in one market per bloc.
type Segment struct {
	Name         string
	Layer        Layer
	Unit         string // what one unit is: "vehicle", "million tokens"
	Illustrative bool   // its numbers are not sourced; outputs say so
}
