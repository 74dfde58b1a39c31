package undercut

// A Row is one product in one market in one month.
type Row struct {
	Month   Month
	Segment int // index into View.Segments
	Market  int // bloc of the buyers, index into View.Blocs
	Firm    int // owner, index into View.Firms
	Tier    Tier
	Licence Licence
	Price   float64 // dollars a unit that buyers pay, duty included
	Low     float64 // dollars a unit: the cheapest offer of the product, hosts differing
	Cost    float64 // dollars a unit: the seller's marginal cost
	Quality float64 // decades (models) or mean utility (devices)
	Share   float64 // of all buyers or of the budget, outside option included
	Units   float64 // million units (devices) or trillion tokens (models) in the month
	Revenue float64 // $bn in the month received by the owner
	Hosted  float64 // $bn in the month received by hosts of open weights, royalties paid
	Profit  float64 // $bn in the month, the owner's gross profit
	HostPro float64 // $bn in the month, the hosts' gross profit
	Outside float64 // share of the outside option in this market and month
	Worth   float64 // quality less price of this offer to a mean buyer of it: log price (models) or dollars (unit form), up to a constant; NaN without sales
}

// A MarketRow is one market (segment × bloc of the buyers) in one month.
type MarketRow struct {
	Month   Month
	Segment int
	Market  int
	Mass    float64 // million buyers, or the budget in $bn, in the month
	Worth   float64 // quality less price of what the mean buyer takes, brands apart: log price (models) or dollars (devices), up to a constant; NaN without sales
	Outside float64 // share of the outside option
}

// A FirmRow is one firm's books in one month. Flows are $bn in the month.
type FirmRow struct {
	Month      Month
	Firm       int
	Alive      bool
	Cash       float64 // $bn at the end of the month
	Value      float64 // $bn at the end of the month
	DayMove    float64 // log change of value on the day of this month's news
	Research   float64
	Revenue    float64 // product, licence and service revenue
	Gross      float64 // gross profit, fees and royalties received included
	Subsidy    float64
	Overhead   float64 // overhead, fixed cost and idle contracts
	Grant      float64 // the part of Subsidy that is not in Gross
	Funding    float64 // raised from the capital pool and backers
	Transfer   float64 // cash received from firms of the same owner, less given
	Best       float64 // quality of its best product on offer, decades; NaN if none
	BestOpen   float64 // the same among its open products; NaN if none
	Payback    float64 // months to cover the final run of the release that ended this month; NaN if none ended
	PaybackAll float64 // the same against all research behind the release
}

// A BlocRow is one bloc in one month. Flows are $bn in the month.
type BlocRow struct {
	Month       Month
	Bloc        int
	Prestige    float64 // 0 to 1, average standing at the frontier
	News        float64 // surprise caused by the bloc's open releases this month
	Tariffs     float64 // revenue of the state from tariffs
	Tax         float64 // revenue of the state from tax on compute
	Subsidy     float64 // paid by the state: subsidies, grants, bailouts
	Procurement float64 // paid by the state for what it bought
	HostPro     float64 // gross profit of hosts in the bloc
	Compute     float64 // price of compute relative to the start, scarcity and tax included
}

// A View is a panel with the names that its indices stand for, as indicators
// read it: one month of a simulated future, a whole future, or history as it
// was known on a date.
type View struct {
	AsOf     Month
	Blocs    []Bloc
	Segments []Segment
	Firms    []Firm
	Rows     []Row
	Markets  []MarketRow
	Books    []FirmRow
	States   []BlocRow

	// What was seen of single models, offers and firms up to Day. Evidence fills
	// them as of a day, and indicator.Seen from the months of a simulated future;
	// in a single month of a future they are empty.
	Day      Day
	Reach    Day // releases, offers and scores are known up to then, Day at most
	Releases []Release
	Offers   []Offer
	Scores   []Score
	Figures  []Figure
}
