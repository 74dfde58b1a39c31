package episode

// A Plan is the text of episode.yaml: what is forecast, from which days, and
// how the simulated world starts from what was observed.
type Plan struct {
	Name      string   `yaml:"name"`
	Title     string   `yaml:"title"`
	Mechanism string   `yaml:"mechanism"` // who undercut whom, by what means
	Lesson    string   `yaml:"lesson"`    // what it says about the question of the project
	Group     string   `yaml:"group"`     // undercut, gift or survivor
	Grade     string   `yaml:"grade"`     // A dense and primary … C sparse: signs only
	Caveats   []string `yaml:"caveats"`
	Data      []string `yaml:"data"` // files of figures; data.csv if absent
	Worlds    []World  `yaml:"worlds"`
	Hard      []Hard   `yaml:"hard"`  // forecasts at which published methods fail
	Halve     []Halve  `yaml:"halve"` // survivors: odds of losing half their share
	Exits     *Exits   `yaml:"exits"`
}

// A World is one market of the episode, started from its own series in the
// world of scenario.yaml, whose prices are relative to the market's mean price
// and whose units are relative to the market's sales at the origin.
type World struct {
	Name       string   `yaml:"name"`
	Segment    string   `yaml:"segment"` // of the scenario
	Every      string   `yaml:"every"`   // year, quarter, month: the step of the baselines
	Price      *Figure  `yaml:"price"`
	Units      *Figure  `yaml:"units"`      // sales in a period
	Cumulative *Figure  `yaml:"cumulative"` // experience; absent: sum of units, or of the assumed growth
	Growth     *Guess   `yaml:"growth"`     // of units a year, log; needed where there is no series of units
	Shares     *Shares  `yaml:"shares"`
	Score      []string `yaml:"score"` // price, shares, units
	Unit       string   `yaml:"unit"`  // of the price, as printed
	Origins    Origins  `yaml:"origins"`
	Horizons   []int    `yaml:"horizons"` // years
}

// A Figure names a series of one entity.
type Figure struct {
	Series string `yaml:"series"`
	Entity string `yaml:"entity"`
}

// A Guess is a number that no series gives: its centre, its standard
// deviation and where it is from.
type Guess struct {
	Value  float64 `yaml:"value"`
	SD     float64 `yaml:"sd"`
	Source string  `yaml:"source"`
}

// Shares say which entities of a series are which firms of the scenario. The
// share of a firm is its entities' sum over the entity Of, or over all listed
// ones if Of is empty. Percent series are shares already: Of is "100".
type Shares struct {
	Series string              `yaml:"series"`
	Of     string              `yaml:"of"`
	Firms  map[string][]string `yaml:"firms"`
	Rest   string              `yaml:"rest"`  // firm that makes what others do not; not scored
	Least  float64             `yaml:"least"` // share below which a firm is not in the market yet
	Ended  []string            `yaml:"ended"` // firms whose share is 0 wherever the whole is known after their last figure
}

// Origins are the days from which forecasts are made: named ones, and every
// so many years of a range besides.
type Origins struct {
	Named []Date `yaml:"named"`
	From  Date   `yaml:"from"`
	To    Date   `yaml:"to"`
	Step  int    `yaml:"step"` // years; 0 stands for 1
}

// Hard is one forecast that is looked at by itself.
type Hard struct {
	World   string `yaml:"world"`
	Measure string `yaml:"measure"` // price, or a firm for its share
	Origin  Date   `yaml:"origin"`
	At      Date   `yaml:"at"`
	Says    string `yaml:"says"`
}

// Halve asks for the odds that a firm's share falls below half of what it was.
type Halve struct {
	World  string `yaml:"world"`
	Firm   string `yaml:"firm"`
	Origin Date   `yaml:"origin"`
	Years  int    `yaml:"years"`
	Scored bool   `yaml:"scored"` // counted among those that must stay below 0.3
}

// Exits say from which days exits are forecast, and how far ahead.
type Exits struct {
	World   string `yaml:"world"`
	Origins []Date `yaml:"origins"`
	Years   []int  `yaml:"years"`
}
