package market

import (
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/bertrand"
)

// A Market is one future in progress: the state that mechanisms write. Its
// memory is allocated once by New and reused by every Reset, so that a month
// allocates nothing.
type Market struct {
	w      *World
	p      *Policy // of the month in progress
	policy Policy  // the empty policy of Idle months

	seed, future uint64
	now          undercut.Month
	t            int     // months since the start
	year         float64 // years since the start

	segments []segment
	firms    []firm
	blocs    []bloc
	links    []linkState
	books    books
	trial    trial
	order    []int // labs, as they release: see turns

	computePrice float64 // of the month: see weigh
	progress     float64
	computeLog   float64   // log price of compute relative to its trend
	chipOther    float64   // accelerator purchases outside the model, $bn a year
	poolScale    float64   // share of asked capital that the pool grants
	merged       bool      // some firm has another owner than itself
	annuities    []float64 // see value.go
	view         undercut.View
}

// A frontier remembers one month's best products of a model segment: what can
// be copied or built in later.
type frontier struct {
	best      []float64 // [maker of the segment] best quality on offer; NaN if none
	open      []float64 // [maker] best open quality, exiters' weights included
	openBloc  []float64 // [bloc] the same by bloc of origin
	bestOpen  float64
	bestAny   float64
	bestOwner int // maker that leads; -1 if none
}

type bloc struct {
	weight    float64 // of serving in the bloc this month: see weigh
	scarcity  float64 // factor on the bloc's compute cost beyond serve_cap
	dear      float64 // the same from moves of chip makers' prices: see dearness
	served    float64 // serving compute run in the bloc this month, $bn a year at the start's price of compute
	bill      float64 // what that cost, $bn a year
	turn      int     // month of the bloc's first scheduled change of device prices, by its name
	homeChips float64 // cumulative sales of the bloc's own chips at home, $bn at prices before levers
	prestige  float64
	news      float64 // largest surprise caused by the bloc's open releases this month
	tariffs   float64 // this month's flows, $bn
	tax       float64
	subsidy   float64
	procured  float64
	hosts     float64
}

type segment struct {
	spec       *Segment
	layer      undercut.Layer
	spend      bool
	nash       bool
	makers     []int // firms that make it
	market     []submarket
	premium    float64
	war        float64 // factor on conduct: below 1 in a price war
	warMonths  int     // of the war that are left
	meanPrice  float64 // unit form: sales-weighted mean price last month, dollars
	meanQ      float64 // sales-weighted AI quality of devices last month
	output     float64 // cumulative world output, m units
	refOutput  float64 // Q_ref of the one experience base
	refCost    float64 // mean content cost at Q_ref, dollars
	startPrice float64 // unit form: mean price at the start, dollars
	slope      float64 // price coefficient this month: see priceSlope
	costIndex  float64 // log of the mean cost of makers relative to their start
	growth     float64 // expected growth of the layer's revenue, log per year
	revenue    float64 // this month, $bn
	lastYear   []float64
	solver     bertrand.Solver
	entrants   int
	craft      Craft      // layer model: numbers of this kind, none absent
	frontier   []frontier // layer model: by month
	speed      float64    // growth of the frontier, decades a month, averaged
	gapBelief  float64    // ḡ: believed lead of closed over open, months
	gap        float64    // lead of closed over open, months; NaN before both exist
	surprise   float64    // of this month's news
	streamWar  uint64
	streamNew  uint64

	streamDrift uint64  // of the cost noise that its makers share
	noise       float64 // cumulated log noise that they share
}

// A submarket is one segment in one bloc.
type submarket struct {
	adoption  float64   // F
	inside    []float64 // [type] Ī, moving average of the inside value
	offset    []float64 // [type] o_r
	started   bool
	offers    []offer
	share     []float64        // [firm*3+tier] last month's share, for habit
	problem   bertrand.Problem // of the last solve, with the prices and firms of its offers
	price     []float64
	seller    []int
	mass      float64   // buyers (m) or budget ($bn) this month
	outside   float64   // share of the outside option this month
	worth     float64   // of what is on offer to a mean buyer: see insideValue
	gain      float64   // layer model: what buyers gain, utils; NaN without a market
	gainStart float64   // the same when the market opened
	surplus   []float64 // [maker] X_f: see complement
}

// An offer is a product in one market this month.
type offer struct {
	firm, tier int
	licence    undercut.Licence
	quality    float64
	cost       float64 // marginal cost in dollars a unit, before wedges
	keep       float64 // share of the buyer's price that the seller keeps
	fee        float64 // licence fee paid per unit to payee
	payee      int     // firm that receives the fee; -1 none
	service    float64 // AI service revenue per unit
	bill       float64 // what the use of models in one unit costs its maker
	from, at   int     // the model used: segment, and place among its offers here; at -1: none is paid by use
	embedded   float64 // layer model: units sold inside other products this month
	procured   float64 // units sold to the state this month
	ai         float64 // AI quality built in (devices)
	aiBloc     int     // bloc that it comes from; -1 none
	fixed      bool    // price is not chosen this month
	royalty    float64
	first      float64 // first-party share (open)
	share      float64
	price      float64
	worth      float64 // quality less price to a mean buyer of it: see bargain
}

type firm struct {
	spec   *Firm
	name   string
	seg    int
	bloc   int
	local  int     // place among the makers of its segment
	group  int     // common owner, numbered from 1; 0 none
	owner  int     // firm that sets its prices and holds its purse: itself, or who bought it
	offset int     // month of the first scheduled price change
	place  float64 // of its name, 0 to 1: see rank
	shuns  []bool  // [bloc] it never offers anything closed there
	alive  bool
	here   bool // alive, started, not absent
	begun  bool // has been here
	late   bool // is here for the first month

	cash, opening float64 // $bn now, and when the future began
	red           int     // months of unfunded negative cash
	value         float64
	mood, news    float64
	dayMove       float64 // log change of value on the day of the month's news
	growth        float64 // expected growth of its revenue, log per year
	lastYear      []float64
	revenueYear   float64 // smoothed revenue, $bn a year
	marginSmooth  float64
	exitMonth     undercut.Month
	conduct       float64 // theta this month
	lab           labState
	maker         makerState
	chips         chipState
	flow          flows
	price         [][2]float64 // [bloc][flagship, small or only] list price; NaN none yet
	tried         [][2]float64 // [bloc][flagship, small] price when a licence was last weighed: where the next search starts
	streamNoise   uint64
	streamDrift   uint64
	streamFancy   uint64
	streamMood    uint64
	streamRelease uint64
	streamLicence uint64
	streamNext    uint64
	streamTurn    uint64
	income        float64 // last month's income before research and contracts, $bn
	stateMoney    float64 // the state's part of last month's research, $bn
}

type labState struct {
	licence  undercut.Licence // own choice for further releases
	research float64          // $bn a year
	before   float64          // the same last month
	target   float64
	run      float64 // C_f: averaged final-run spending, $bn a year
	brand    float64
	earned   float64 // share of the closed premium that it has earned
	commit   float64 // K, $bn a year
	product  [3]product
	turn     float64 // of this month: see turns
	next     int     // month of the next flagship
	small    int     // month of the next small product; -1 none
	since    int     // month of the current generation
	spent    float64 // research behind the next generation, $bn
	runSpent float64
	genCost  float64 // costs of the current generation, $bn
	genRun   float64
	genGross float64 // its discounted gross profit so far, $bn
	released bool    // a flagship came out this month
	opened   bool    // an open product came out this month
	payRun   float64 // payback of the generation that ended this month, months
	payAll   float64
}

type product struct {
	live    bool
	held    bool // made while its lab sells only the other tier: not out
	licence undercut.Licence
	quality float64
	compute float64 // decades of physical training compute
	serve   float64 // serving cost at the start's technology and price of compute, $/m tokens
	month   int     // of release
}

type makerState struct {
	class    float64 // its price at the start relative to the segment's mean
	first    float64 // its cost when it started, dollars
	theta    float64 // conduct implied by its price and cost at the start
	cost     float64 // on the experience curve, without noise, dollars
	brand    float64
	content  float64 // kappa*c_segment: cost at Q_ref, dollars
	output   float64 // own cumulative output, m units
	sales    float64 // units this month, m
	noise    float64 // cumulated log noise around the curve
	shock    float64
	frozen   []source  // [bloc of buyers] AI built in when new models were barred
	pull     []float64 // [bloc of buyers] what it pulls buyers with at the start, its brand apart
	draw     float64   // the factor of its brand on that
	slope    []float64 // [bloc of buyers] profit per util that buyers gain from models: see slopes
	bill     []float64 // [bloc of buyers] what models cost per unit when first used: part of unit_cost; NaN before
	inferred bool      // its brand was inferred from sales
}

type chipState struct {
	sales float64 // $bn this month
}

// flows are a firm's money in the month, $bn.
type flows struct {
	revenue, gross, fees, royalty float64
	research, overhead, fixed     float64
	idle, subsidy, grant, funding float64
	transfer                      float64 // from firms of the same owner
}

var nan = math.NaN()
