package market

import "github.com/undercut-sim/undercut"

// A World is everything a future starts from: names, structure and numbers.
// It is the form of a scenario file once every distribution in it has been
// drawn: the tags give a field's key, its unit, its bounds (min, max,
// exclusive ones xmin, xmax) and its meaning, and scenario reads, validates
// and documents files from them. A pointer or slice that is absent switches
// its mechanism off; a number inside a block that is present must be given,
// unless its key is marked optional, and then NaN stands for "not given".
type World struct {
	Name        string         `yaml:"name" doc:"short name, as on the command line"`
	Title       string         `yaml:"title,optional" doc:"one line for people"`
	Start       undercut.Month `yaml:"start" doc:"first month"`
	End         undercut.Month `yaml:"end" doc:"last month"`
	Discount    float64        `yaml:"discount" unit:"1/year" min:"0" max:"1" doc:"discount rate of values and present values"`
	Blocs       []Bloc         `yaml:"blocs" doc:"where firms sit and buyers live"`
	Segments    []Segment      `yaml:"segments" doc:"kinds of product, each sold in one market per bloc"`
	Firms       []Firm         `yaml:"firms" doc:"makers, one segment each"`
	Links       []Link         `yaml:"links,optional" doc:"which segments use which"`
	Technology  *Technology    `yaml:"technology,optional" doc:"how capability grows and is copied"`
	Compute     *Compute       `yaml:"compute,optional" doc:"the price of compute and who sells it"`
	Money       *Money         `yaml:"money,optional" doc:"outside capital, commitments and exit"`
	Valuation   *Valuation     `yaml:"valuation,optional" doc:"market values and news"`
	Strategy    *Strategy      `yaml:"strategy,optional" doc:"what firms weigh beyond their own profit in the segment"`
	Prestige    *Prestige      `yaml:"prestige,optional" doc:"standing at the frontier and state money"`
	Asymmetries Asymmetries    `yaml:"asymmetries,optional" doc:"what makes giving away asymmetric, each switchable"`
	Variants    Variants       `yaml:"variants,optional" doc:"forms of the model, drawn like any parameter"`
	Placebo     float64        `yaml:"placebo,optional" unit:"none" doc:"a number that nothing reads: the noise floor of sensitivities"`
}

// ByBloc is a number per bloc, in the order of World.Blocs; in files a mapping
// from bloc names.
type ByBloc []float64

// A Bloc is a group of states.
type Bloc struct {
	Name      string  `yaml:"name" doc:"short name"`
	Western   bool    `yaml:"western,optional" doc:"counted as western in claims"`
	ServeCost float64 `yaml:"serve_cost" unit:"ratio" xmin:"0" max:"20" doc:"cost of serving a model in the bloc relative to the first bloc, before export controls"`
	ServeCap  float64 `yaml:"serve_cap,optional,nan" unit:"$bn/year" xmin:"0" doc:"serving compute that the bloc can run itself at the start year's price of compute; absent: no limit"`
	CapGrowth float64 `yaml:"cap_growth,optional" unit:"1/year" min:"-1" max:"3" doc:"growth of serve_cap"`
}

// A Segment is a kind of product: language models, vehicles.
type Segment struct {
	Name         string    `yaml:"name" doc:"short name"`
	Layer        string    `yaml:"layer" enum:"compute,model,app,device" doc:"place in the stack"`
	Form         string    `yaml:"form,optional" enum:"unit,spend" doc:"unit: a buyer takes one or none; spend: buyers split a budget"`
	Unit         string    `yaml:"unit,optional" doc:"what one unit is, as printed"`
	Illustrative bool      `yaml:"illustrative,optional" doc:"numbers are not sourced: every output says so"`
	Pricing      string    `yaml:"pricing,optional" enum:"nash,rule" doc:"nash: Bertrand-Nash; rule: cost times (1 + markup)"`
	Size         float64   `yaml:"size,optional" unit:"m units/year or $bn/year" min:"0" max:"1e12" doc:"potential market at the start"`
	Growth       float64   `yaml:"growth,optional" unit:"1/year" min:"-2" max:"5" doc:"growth of the potential"`
	Buyers       ByBloc    `yaml:"buyers,optional" unit:"share" min:"0" max:"1" doc:"share of buyers by bloc"`
	Types        []Type    `yaml:"types,optional" doc:"latent buyer types"`
	Sigma        float64   `yaml:"sigma,optional" unit:"none" min:"0" xmax:"1" doc:"nesting parameter of the closed, flagship or only nest"`
	SigmaOpen    float64   `yaml:"sigma_open,optional,nan" unit:"none" min:"0" xmax:"1" doc:"nesting parameter of the open or small nest; absent: as sigma"`
	Elasticity   float64   `yaml:"elasticity,optional,nan" unit:"none" xmin:"0" max:"50" doc:"unit form: own-price elasticity at a negligible share"`
	PriceSlope   float64   `yaml:"price_slope,optional,nan" unit:"utils/$" xmin:"0" doc:"unit form: fixed price coefficient in place of elasticity"`
	Outside      *Outside  `yaml:"outside,optional" doc:"the moving outside option; absent: utility 0 for ever"`
	Habit        float64   `yaml:"habit,optional" unit:"utils per share" min:"0" max:"3" doc:"utility of last month's share of (owner, tier)"`
	Home         float64   `yaml:"home,optional" unit:"utils" min:"-5" max:"5" doc:"utility of a product made in the buyer's bloc"`
	Adoption     *Adoption `yaml:"adoption,optional" doc:"Bass diffusion; absent: everybody is in the market"`
	Reach        *Reach    `yaml:"reach,optional" doc:"share of tasks that the best quality can do; absent: all"`
	Premium      *Premium  `yaml:"premium,optional" doc:"what buyers pay for a closed offer beyond its quality"`
	ValidMonths  float64   `yaml:"valid_months,optional" unit:"months" min:"1" max:"24" doc:"life of a list price"`
	Conduct      *Conduct  `yaml:"conduct,optional" doc:"theta and its drift, price wars"`
	Hosts        *Hosts    `yaml:"hosts,optional" doc:"the fringe that serves open products"`
	Learning     *Learning `yaml:"learning,optional" doc:"experience curve of unit cost"`
	Shock        float64   `yaml:"shock,optional" unit:"log sd a month" min:"0" max:"2" doc:"transient cost shock of mean 1"`
	Selling      float64   `yaml:"selling,optional" unit:"share of price" min:"0" max:"0.9" doc:"variable selling cost, part of marginal cost"`
	FixedRatio   float64   `yaml:"fixed_ratio,optional" unit:"share of revenue" min:"0" max:"2" doc:"fixed cost of a maker relative to its starting revenue, for makers that give no fixed_cost"`
	BudgetYears  float64   `yaml:"budget_years,optional,nan" unit:"years" xmin:"0" max:"30" doc:"memory of the revenue that fixed_ratio counts on; absent: one"`
	CashMonths   float64   `yaml:"cash_months,optional" unit:"months of fixed cost" min:"0" max:"240" doc:"starting cash of a maker that gives no cash"`
	Craft        *Craft    `yaml:"craft,optional" doc:"layer model: where this kind of model differs from technology"`
	Skill        *Skill    `yaml:"skill,optional" doc:"layers app and device: what blocs' makers come to do better"`
	Fashion      *Fashion  `yaml:"fashion,optional" doc:"layers app and device: how makers' brands move"`
	Entry        *Entry    `yaml:"entry,optional" doc:"new makers where margins are high"`
	Dampen       float64   `yaml:"dampen,optional" unit:"1/year" min:"0" max:"12" doc:"slowing of growth: growth*exp(-dampen*t)"`
}

// A Type is a latent kind of buyer.
type Type struct {
	Name            string  `yaml:"name" doc:"short name"`
	Weight          float64 `yaml:"weight" unit:"share" min:"0" max:"1" doc:"share of buyers or budget"`
	Price           float64 `yaml:"price" unit:"none" xmin:"0" max:"50" doc:"spend form: elasticity - 1"`
	Taste           float64 `yaml:"taste" unit:"utils/decade" min:"0" max:"20" doc:"worth of quality"`
	Satiation       float64 `yaml:"satiation" unit:"decades" doc:"quality beyond which more is worth nothing, at the start"`
	SatiationGrowth float64 `yaml:"satiation_growth" unit:"decades/year" min:"0" max:"5" doc:"growth of satiation"`
}

// Outside is the moving outside option: last year's best is what you have.
type Outside struct {
	Value float64 `yaml:"value" unit:"utils" min:"-20" max:"20" doc:"o_r above the moving average of the inside value"`
	Lag   float64 `yaml:"lag" unit:"months" min:"1" max:"240" doc:"time constant of that average"`
}

// Adoption is Bass diffusion with a boost from open products at parity.
type Adoption struct {
	Innovation float64 `yaml:"innovation" unit:"1/year" min:"0" max:"2" doc:"Bass p"`
	OpenBoost  float64 `yaml:"open_boost" unit:"1/year" min:"0" max:"2" doc:"added to p while an open product is within parity of the best"`
	Imitation  float64 `yaml:"imitation" unit:"1/year" min:"0" max:"5" doc:"Bass q"`
	Start      float64 `yaml:"start" unit:"share" min:"0" max:"1" doc:"adopted at the start"`
}

// Reach is the share of tasks that the best quality can do, Φ((q-mean)/sd).
type Reach struct {
	Mean float64 `yaml:"mean" unit:"decades" doc:"quality at which half of all tasks can be done"`
	SD   float64 `yaml:"sd" unit:"decades" xmin:"0" max:"50" doc:"spread of task difficulty"`
}

// Premium is the earned premium of closed offers: it erodes while an open
// product is at parity and recovers while none is.
type Premium struct {
	Start    float64 `yaml:"start" unit:"utils" min:"0" max:"20" doc:"xi_0"`
	Floor    float64 `yaml:"floor" unit:"utils" min:"0" max:"20" doc:"xi_inf"`
	Erosion  float64 `yaml:"erosion" unit:"1/year" min:"0" max:"5" doc:"zeta"`
	Recovery float64 `yaml:"recovery" unit:"1/year" min:"0" max:"5" doc:"rec"`
	Parity   float64 `yaml:"parity" unit:"decades" min:"0" max:"5" doc:"gap below which an open product counts as at parity"`
	Earn     float64 `yaml:"earn" unit:"years" xmin:"0" max:"20" doc:"tau_x: time in which a lab that closes earns the premium"`
}

// Conduct is the intensity of price competition: 1 Nash, 0 at cost. Makers
// whose price and cost at the start are known start from the conduct that
// these imply, in place of start.
type Conduct struct {
	Start     float64 `yaml:"start" unit:"none" min:"0" max:"1" doc:"theta at the start"`
	End       float64 `yaml:"end" unit:"none" min:"0" max:"1" doc:"theta in the long run"`
	Years     float64 `yaml:"years" unit:"years" xmin:"0" max:"50" doc:"time constant of the drift"`
	Relative  float64 `yaml:"relative,optional" unit:"switch" min:"0" max:"1" doc:"1: end and makers' own conduct are relative to where each maker starts; 0: they are theta itself"`
	WarRate   float64 `yaml:"war_rate" unit:"1/year" min:"0" max:"12" doc:"price wars a year"`
	WarMonths float64 `yaml:"war_months" unit:"months" min:"0" max:"60" doc:"length of a war"`
	WarFactor float64 `yaml:"war_factor" unit:"ratio" min:"0" max:"1" doc:"theta during a war relative to peace"`
}

// Hosts are the competitive fringe that serves open products.
type Hosts struct {
	FirstParty  float64 `yaml:"first_party" unit:"share" min:"0" max:"1" doc:"share of an open product's sales that its owner serves"`
	MarginStart float64 `yaml:"margin_start" unit:"Lerner" min:"0" max:"0.95" doc:"margin at release"`
	MarginEnd   float64 `yaml:"margin_end" unit:"Lerner" min:"0" max:"0.95" doc:"margin in the long run"`
	Months      float64 `yaml:"months" unit:"months" xmin:"0" max:"120" doc:"time constant of the fall"`
	Spread      float64 `yaml:"spread" unit:"ratio" min:"1" max:"20" doc:"dearest over cheapest host; the mean is their geometric mean"`
}

// Craft is where a kind of model differs from others: a number that is absent
// is technology's.
type Craft struct {
	Algorithms float64 `yaml:"algorithms,optional,nan" unit:"1/year" min:"0" max:"5" doc:"growth of effective compute from algorithms"`
	Reference  float64 `yaml:"reference_run,optional,nan" unit:"$bn" xmin:"0" doc:"the run at quality 0 at the start"`
	LagDistil  float64 `yaml:"lag_distil,optional,nan" unit:"months" min:"0" max:"48" doc:"age at which anybody's best can be copied through its outputs"`
	LagOpen    float64 `yaml:"lag_open,optional,nan" unit:"months" min:"0" max:"48" doc:"age at which open weights can be copied"`
	FollowCost float64 `yaml:"follow_cost,optional,nan" unit:"ratio" xmin:"0" max:"1" doc:"cost of reaching a seen quality relative to finding it"`
	ServeStart float64 `yaml:"serve_start,optional,nan" unit:"$/unit" xmin:"0" doc:"serving cost of a unit at quality 0 at the start"`
	UnitCost   float64 `yaml:"unit_cost,optional,nan" unit:"$/unit" min:"0" doc:"cost of a unit that neither compute nor algorithms lower; absent: technology.token_cost"`
	Flagship   float64 `yaml:"flagship_only,optional" unit:"switch" min:"0" max:"1" doc:"1: flagships have no small sister"`
}

// Skill is what a bloc's makers come to do better or worse than at the start,
// for buyers everywhere: gain·(1 - e^(-t/years)).
type Skill struct {
	Gain  ByBloc  `yaml:"gain" unit:"utils" min:"-10" max:"10" doc:"in the long run, by bloc of the maker"`
	Years float64 `yaml:"years" unit:"years" xmin:"0" max:"50" doc:"time constant"`
}

// Fashion is how makers' brands move: trends of the past that fade, and luck.
type Fashion struct {
	SD   float64 `yaml:"sd" unit:"log share a year" min:"0" max:"5" doc:"spread of a maker's share relative to others' that prices do not explain, for makers that give no fancy"`
	Fade float64 `yaml:"fade" unit:"1/year" min:"0" max:"20" doc:"speed at which makers' trends end"`
}

// Learning is Wright's law with one base per segment.
type Learning struct {
	Rate      float64 `yaml:"rate" unit:"share per doubling" min:"0" max:"0.9" doc:"fall of the learning part of cost per doubling of experience"`
	Spillover float64 `yaml:"spillover" unit:"share" min:"0" max:"1" doc:"omega: how much of the world's experience a firm has"`
	Floor     float64 `yaml:"floor" unit:"share" min:"0" max:"1" doc:"phi0: material part of cost that does not fall"`
	Noise     float64 `yaml:"noise" unit:"log sd a year" min:"0" max:"1" doc:"sd of yearly cost changes around the curve"`
	Common    float64 `yaml:"common,optional" unit:"share of variance" min:"0" max:"1" doc:"how much of that noise all makers of the segment share: the price of a material, a crisis"`
	News      float64 `yaml:"last_shock,optional,nan" unit:"log" doc:"noise in the cost change of the year before the start, if it was observed; absent: drawn"`
	NoiseMA   float64 `yaml:"noise_ma" unit:"none" min:"-1" max:"1" doc:"MA(1) coefficient of the yearly noise"`
}

// Entry is Poisson where the mean margin of a segment exceeds a threshold.
type Entry struct {
	Margin float64 `yaml:"margin" unit:"Lerner" min:"0" max:"1" doc:"margin net of selling cost above which makers enter"`
	Rate   float64 `yaml:"rate" unit:"1/year" min:"0" max:"12" doc:"entries a year while it is exceeded"`
}

// A Firm makes products of one segment. Exactly one of Lab, Maker and Chips
// is present, by the layer of the segment.
type Firm struct {
	Name    string         `yaml:"name" doc:"short name"`
	Title   string         `yaml:"title,optional" doc:"as printed"`
	Bloc    string         `yaml:"bloc" doc:"where profits and subsidies go"`
	Segment string         `yaml:"segment" doc:"what it makes"`
	Group   string         `yaml:"group,optional" doc:"common owner: firms that name the same one weigh each other's profit as their own"`
	Start   undercut.Month `yaml:"start,optional" doc:"first month of sales; absent: from the start"`
	NotIn   []string       `yaml:"not_in,optional" doc:"blocs where it offers nothing that is closed"`
	Parent  bool           `yaml:"parent,optional" doc:"owned by a larger firm: signs no commitments of its own"`
	Backer  float64        `yaml:"backer,optional" unit:"$bn/year" min:"0" doc:"money from an owner or state, scaled with the capital pool"`
	Cash    float64        `yaml:"cash,optional,nan" unit:"$bn" doc:"cash at the start; absent: segment's cash_months"`
	Fixed   float64        `yaml:"fixed_cost,optional,nan" unit:"$bn/year" min:"0" doc:"fixed cost; absent: segment's fixed_ratio"`
	Ratio   float64        `yaml:"fixed_ratio,optional,nan" unit:"share of revenue" min:"0" max:"2" doc:"fixed cost relative to remembered revenue; absent: segment's fixed_ratio"`
	Lab     *Lab           `yaml:"lab,optional" doc:"a model lab"`
	Maker   *Maker         `yaml:"maker,optional" doc:"a device or app maker"`
	Chips   *ChipMaker     `yaml:"chips,optional" doc:"a maker of accelerators"`
}

// A Lab trains and sells models.
type Lab struct {
	Licence    string  `yaml:"licence" enum:"open,closed" doc:"licence of its releases until a lever or the closing hazard changes it"`
	Research   float64 `yaml:"research" unit:"$bn/year" xmin:"0" doc:"research spending at its start"`
	Growth     float64 `yaml:"growth" unit:"1/year" min:"-2" max:"5" doc:"log growth of research until technology.listed_until"`
	Brand      float64 `yaml:"brand" unit:"utils" min:"-20" max:"20" doc:"xi: brand and trust at the start"`
	BrandDrift float64 `yaml:"brand_drift" unit:"utils/year" min:"-5" max:"5" doc:"drift of brand until technology.listed_until"`
	Serve      float64 `yaml:"serve" unit:"ratio" xmin:"0" max:"10" doc:"serving cost relative to the reference lab at equal compute"`
	Deficit    float64 `yaml:"deficit" unit:"decades" min:"-5" max:"5" doc:"algorithmic handicap at the start, fading at rate 1 a year"`
	Value      float64 `yaml:"value" unit:"$bn" min:"0" doc:"market value at the start"`
}

// A Maker makes devices or apps.
type Maker struct {
	Price      float64 `yaml:"price,optional,nan" unit:"$" xmin:"0" doc:"net price at the start; needed to infer brand"`
	UnitCost   float64 `yaml:"unit_cost" unit:"$" xmin:"0" doc:"production cost of a unit at the start, selling cost excluded"`
	Units      float64 `yaml:"units,optional,nan" unit:"m/year" min:"0" doc:"sales at the start; brand is inferred from them"`
	Cumulative float64 `yaml:"cumulative" unit:"m units" min:"0" doc:"experience at the start"`
	Brand      float64 `yaml:"brand,optional,nan" unit:"utils" doc:"mean utility beside price; absent: inferred from units"`
	Efficiency float64 `yaml:"efficiency,optional,nan" unit:"ratio" xmin:"0" max:"20" doc:"kappa: cost at the segment's reference experience relative to the segment's mean content; absent: content ratio of starting costs"`
	Markup     float64 `yaml:"markup,optional,nan" unit:"share of cost" min:"-1" doc:"pricing rule: price = cost*(1+markup)"`
	Exponent   float64 `yaml:"learning_exponent,optional,nan" unit:"none" min:"0" max:"3" doc:"own experience exponent in place of the segment's rate"`
	Reference  float64 `yaml:"reference_output,optional,nan" unit:"m units" xmin:"0" doc:"experience at which cost is unit_cost, in place of the segment's one base"`
	Trend      float64 `yaml:"trend,optional" unit:"log share a year" min:"-20" max:"20" doc:"growth of its share relative to others' at the start, fading with fashion.fade"`
	Fancy      float64 `yaml:"fancy,optional,nan" unit:"log share a year" min:"0" max:"5" doc:"spread of its share in place of fashion.sd"`
	Conduct    float64 `yaml:"conduct,optional,nan" unit:"none" min:"0" max:"1" doc:"theta of this maker in the long run; absent: the segment's. At the start it is inferred from price and cost"`
	Sticker    float64 `yaml:"service_price,optional" unit:"$ per device" min:"0" doc:"AI service that users may buy with the device (payer: user)"`
}

// A ChipMaker sells accelerators at the price of compute.
type ChipMaker struct {
	Margin float64 `yaml:"margin" unit:"share of sales" min:"-1" max:"1" doc:"gross margin on sales of accelerators"`
	Share  ByBloc  `yaml:"share" unit:"share" min:"0" max:"1" doc:"share of each bloc's purchases at the start"`
	End    ByBloc  `yaml:"share_end" unit:"share" min:"0" max:"1" doc:"share in the long run"`
	Years  float64 `yaml:"share_years" unit:"years" xmin:"0" max:"50" doc:"time constant of the drift of shares"`
	Value  float64 `yaml:"value" unit:"$bn" min:"0" doc:"market value at the start"`
}

// A Link says that products of To use segment From: the complement.
type Link struct {
	From        string  `yaml:"from" doc:"the segment used"`
	To          string  `yaml:"to" doc:"the segment that uses it"`
	Payer       string  `yaml:"payer" enum:"maker,user" doc:"who buys it"`
	Worth       float64 `yaml:"worth" unit:"utils/decade" min:"0" max:"10" doc:"w: utility of AI quality relative to the segment's mean"`
	Fee         float64 `yaml:"licence_fee" unit:"share of price" min:"0" max:"1" doc:"fee per device for a licensed closed product, of the segment's mean price"`
	TakeRate    float64 `yaml:"take_rate" unit:"share" min:"0" max:"1" doc:"payer user: share of buyers who pay the maker's service price"`
	OpenHome    float64 `yaml:"integrate_open_home" unit:"months" min:"0" max:"60" doc:"delay of building in open products of the maker's bloc"`
	OpenForeign float64 `yaml:"integrate_open_foreign" unit:"months" min:"0" max:"60" doc:"the same for foreign ones"`
	ClosedDelay float64 `yaml:"integrate_closed" unit:"months" min:"0" max:"60" doc:"delay of licensed closed products"`
	Distrust    ByBloc  `yaml:"distrust" unit:"utils" min:"0" max:"20" doc:"disutility abroad of a device whose AI comes from this bloc"`
	Threat      float64 `yaml:"threat" unit:"months" xmin:"0" max:"120" doc:"lead over open products at which 63% of the service price survives"`
	Use         float64 `yaml:"use,optional" unit:"units of from" min:"0" doc:"what one unit of To uses of From, bought by its maker when it is sold"`
	Surplus     float64 `yaml:"surplus,optional" unit:"utils per util" min:"0" max:"5" doc:"gamma: worth of a product of To per util of what buyers gain in the market for From"`
}

// Technology is how capability grows and is copied.
type Technology struct {
	Algorithms    float64        `yaml:"algorithms" unit:"1/year" min:"0" max:"5" doc:"g_A: growth of effective compute from algorithms"`
	Hardware      float64        `yaml:"hardware" unit:"1/year" min:"0" max:"3" doc:"g_hw: growth of compute per dollar"`
	ResearchGrow  float64        `yaml:"research_growth" unit:"1/year" min:"-1" max:"5" doc:"growth of research after listed_until"`
	Slowing       float64        `yaml:"slowing" unit:"1/year" min:"0" max:"1" doc:"fall of that growth a year from listed_until on"`
	ListedUntil   undercut.Month `yaml:"listed_until" doc:"until then labs' own growth and drift hold and licences follow the script"`
	RunShare      float64        `yaml:"run_share" unit:"share" xmin:"0" max:"1" doc:"final run as a share of research"`
	Reference     float64        `yaml:"reference_run" unit:"$bn" xmin:"0" doc:"C0: the run at quality 0"`
	Luck          float64        `yaml:"luck" unit:"decades" min:"0" max:"2" doc:"sd of a release's quality"`
	LagDistil     float64        `yaml:"lag_distil" unit:"months" min:"0" max:"48" doc:"age at which anybody's best can be copied through its outputs"`
	LagOpen       float64        `yaml:"lag_open" unit:"months" min:"0" max:"48" doc:"age at which open weights can be copied"`
	FollowCost    float64        `yaml:"follow_cost" unit:"ratio" xmin:"0" max:"1" doc:"cost of reaching a seen quality relative to finding it"`
	ReleaseMin    float64        `yaml:"release_min" unit:"months" min:"1" max:"60" doc:"shortest interval between flagships"`
	ReleaseMax    float64        `yaml:"release_max" unit:"months" min:"1" max:"60" doc:"longest interval"`
	SmallGap      float64        `yaml:"small_gap" unit:"decades" min:"0" max:"5" doc:"quality of the small product below its flagship"`
	SmallCost     float64        `yaml:"small_cost" unit:"ratio" xmin:"0" max:"1" doc:"serving cost of the small product relative to its flagship"`
	SmallAfter    float64        `yaml:"small_after" unit:"months" min:"0" max:"24" doc:"delay of the small product"`
	ServeStart    float64        `yaml:"serve_start" unit:"$/m tokens" xmin:"0" doc:"c0: serving cost at quality 0 at the start"`
	ServeProgress float64        `yaml:"serve_progress" unit:"1/year" min:"0" max:"5" doc:"g_serve: fall of serving cost at fixed compute from algorithms"`
	ServeScale    float64        `yaml:"serve_scale" unit:"none" min:"0" max:"2" doc:"phi: elasticity of serving cost to training compute"`
	Closing       float64        `yaml:"closing" unit:"1/year" min:"0" max:"10" doc:"hazard that an open lab closes its further releases"`
	Opening       float64        `yaml:"opening" unit:"1/year" min:"0" max:"10" doc:"hazard that a closed lab that is behind the frontier by more than parity opens its further releases"`
	Royalty       float64        `yaml:"royalty" unit:"share" min:"0" max:"0.9" doc:"royalty of open products on hosts' revenue"`
	TrustAbroad   ByBloc         `yaml:"distrust" unit:"utils" min:"0" max:"20" doc:"disutility abroad of a closed service from this bloc"`
	TokenCost     float64        `yaml:"token_cost" unit:"$/m tokens" min:"0" doc:"cost of serving that neither compute nor algorithms lower: network, billing, idle time"`
}

// Compute is the price of compute and its sellers' market.
type Compute struct {
	Volatility    float64 `yaml:"volatility" unit:"log sd a year" min:"0" max:"3" doc:"sd of the price of compute around its trend"`
	Reversion     float64 `yaml:"reversion" unit:"1/year" min:"0" max:"20" doc:"speed of return to the trend"`
	ChipShare     float64 `yaml:"chip_share" unit:"share" min:"0" max:"1" doc:"accelerators' share of compute spending"`
	ResearchShare float64 `yaml:"research_share" unit:"share" min:"0" max:"1" doc:"compute's share of research spending"`
	OtherDemand   float64 `yaml:"other_demand" unit:"$bn/year" min:"0" doc:"accelerator purchases by everybody not in the model, at the start"`
	OtherGrowth   float64 `yaml:"other_growth" unit:"1/year" min:"-2" max:"5" doc:"their growth at the start"`
	OtherFade     float64 `yaml:"other_fade" unit:"1/year" min:"0" max:"5" doc:"fading of that growth"`
	OtherBuyers   ByBloc  `yaml:"other_buyers" unit:"share" min:"0" max:"1" doc:"where they are"`
	HomeLearning  float64 `yaml:"home_learning" unit:"none" min:"0" max:"2" doc:"b: the control's cost factor is 1+(x-1)(1+home compute/scale)^-b"`
	HomeScale     float64 `yaml:"home_scale" unit:"$bn" xmin:"0" doc:"cumulative home compute that counts as one unit of that learning"`
	CapElasticity float64 `yaml:"cap_elasticity" unit:"none" min:"0" max:"5" doc:"how steeply a bloc's compute gets scarce beyond serve_cap"`
}

// Money is outside capital, contracts and exit.
type Money struct {
	Pool            float64        `yaml:"pool" unit:"$bn/year" min:"0" doc:"outside capital for labs in pool_year"`
	PoolDate        undercut.Month `yaml:"pool_date" doc:"when the pool is that large"`
	PoolRamp        float64        `yaml:"pool_ramp" unit:"1/year" min:"0" max:"5" doc:"growth of the pool before that"`
	PoolGrowth      float64        `yaml:"pool_growth" unit:"1/year" min:"-1" max:"2" doc:"growth after"`
	Issue           float64        `yaml:"issue" unit:"share of value a year" min:"0" max:"5" doc:"psi: equity a lab can sell in a year"`
	ResearchEnd     float64        `yaml:"research_end" unit:"share of revenue" min:"0" max:"5" doc:"rho_inf: research that revenue carries in the long run"`
	ResearchStart   float64        `yaml:"research_start" unit:"share of revenue" min:"0" max:"10" doc:"the same at cap_from"`
	CapFrom         undercut.Month `yaml:"cap_from" doc:"when investors begin to ask for it"`
	CapSpeed        float64        `yaml:"cap_speed" unit:"1/year" min:"0" max:"10" doc:"speed of that tightening"`
	Cover           float64        `yaml:"cover" unit:"share" min:"0" max:"3" doc:"share of research that contracts cover"`
	Contract        float64        `yaml:"contract" unit:"none" min:"0" max:"3" doc:"how much of expected growth is signed a year ahead"`
	ContractMaxGrow float64        `yaml:"contract_max" unit:"1/year" min:"0" max:"5" doc:"most growth that is signed"`
	CommitYears     float64        `yaml:"commit_years" unit:"years" xmin:"0" max:"30" doc:"life of a commitment"`
	Resale          float64        `yaml:"resale" unit:"share" min:"0" max:"1" doc:"of idle commitments' cost recovered by resale"`
	Runway          float64        `yaml:"runway" unit:"months" min:"0" max:"120" doc:"months of spending that labs try to hold in cash"`
	Patience        float64        `yaml:"patience" unit:"months" min:"0" max:"120" doc:"months of unfunded negative cash before exit"`
	Salvage         float64        `yaml:"salvage" unit:"share" min:"0" max:"1" doc:"of an exiting maker's experience that passes to its segment"`
	Overhead        float64        `yaml:"overhead" unit:"share of revenue" min:"0" max:"1" doc:"selling and general cost of labs"`
}

// Valuation is market value and the day's news.
type Valuation struct {
	Fade        float64 `yaml:"fade" unit:"1/year" xmin:"0" max:"5" doc:"fading of expected growth"`
	LayerWeight float64 `yaml:"layer_weight" unit:"share" min:"0" max:"1" doc:"weight of the layer's growth in expectations"`
	Memory      float64 `yaml:"memory" unit:"months" min:"1" max:"240" doc:"time constant of growth expectations"`
	GrowthMax   float64 `yaml:"growth_max" unit:"1/year" min:"0" max:"5" doc:"bound on expected growth, by definition of the forecast"`
	Gap0        float64 `yaml:"gap0" unit:"months" xmin:"0" max:"60" doc:"lead at which 63% of a margin is expected to survive"`
	BeliefLag   float64 `yaml:"belief_lag" unit:"months" min:"1" max:"240" doc:"time constant of the believed lead"`
	Multiple    float64 `yaml:"floor_multiple" unit:"x revenue" min:"0" max:"100" doc:"least value"`
	Option      float64 `yaml:"option" unit:"x layer revenue" min:"0" max:"50" doc:"worth of being at the frontier"`
	Closeness   float64 `yaml:"closeness" unit:"months" xmin:"0" max:"60" doc:"distance behind the frontier at which 37% of that worth is left"`
	MoodSD      float64 `yaml:"mood_sd" unit:"log sd" min:"0" max:"3" doc:"stationary sd of mood"`
	MoodRev     float64 `yaml:"mood_reversion" unit:"1/year" xmin:"0" max:"20" doc:"reversion of mood"`
	Overshoot   float64 `yaml:"overshoot" unit:"none" min:"0" max:"2" doc:"day's overreaction per unit of surprise"`
	HalfLife    float64 `yaml:"half_life" unit:"weeks" xmin:"0" max:"520" doc:"half-life of the overreaction"`
	Exposure    float64 `yaml:"chip_exposure" unit:"none" min:"0" max:"5" doc:"chip makers' share of the surprise"`
}

// Strategy is what firms weigh beyond their own profit in their own segment.
type Strategy struct {
	Coordination ByBloc  `yaml:"coordination" unit:"share" min:"0" max:"1" doc:"kappa: what a dollar of another firm of the bloc weighs against an own one, in fees, prices and licences; within a group it is 1"`
	Joint        float64 `yaml:"joint_pricing" unit:"switch" min:"0" max:"1" doc:"1: prices carry the complement term; 0: each segment is priced alone"`
	Weight       ByBloc  `yaml:"prestige_weight" unit:"$bn/year" min:"0" doc:"what it is worth to a bloc's lab that all use abroad is of its models, in the choice of a licence"`
}

// Prestige is standing at the frontier and the state money it brings.
type Prestige struct {
	Lag      float64 `yaml:"lag" unit:"months" min:"1" max:"240" doc:"time constant of standing"`
	Width    float64 `yaml:"width" unit:"decades" xmin:"0" max:"5" doc:"gap to the frontier at which standing is 1/e"`
	Response float64 `yaml:"response" unit:"none" min:"0" max:"20" doc:"eta: the state's share = base*(1 + eta*standing)"`
	Base     ByBloc  `yaml:"base" unit:"share of research" min:"0" max:"0.95" doc:"s0: share of a bloc's labs' research that its state pays at no standing"`
}

// Asymmetries are what make giving away pay one side only; 1 is on, 0 off.
// With all off opening is a public good (docs/model.md).
type Asymmetries struct {
	Trust     float64 `yaml:"trust,optional" unit:"switch" min:"0" max:"1" doc:"buyers abroad distrust closed services"`
	HeadStart float64 `yaml:"head_start,optional" unit:"switch" min:"0" max:"1" doc:"home makers build in home weights sooner"`
	Capacity  float64 `yaml:"capacity,optional" unit:"switch" min:"0" max:"1" doc:"serving capacity of a controlled bloc is limited"`
	Fees      float64 `yaml:"fees,optional" unit:"switch" min:"0" max:"1" doc:"licence fees go abroad"`
	HomeChips float64 `yaml:"home_chips,optional" unit:"switch" min:"0" max:"1" doc:"a bloc's model use buys its own chips"`
	State     float64 `yaml:"state,optional" unit:"switch" min:"0" max:"1" doc:"prestige brings state money"`
}

// Variants are forms of the model, drawn like any parameter.
type Variants struct {
	NestByTier float64 `yaml:"nest_by_tier,optional" unit:"switch" min:"0" max:"1" doc:"0: nests are licences; 1: nests are tiers"`
	Erosion    float64 `yaml:"erosion,optional" unit:"switch" min:"0" max:"1" doc:"1: the closed premium erodes at parity"`
	BestReply  float64 `yaml:"best_response,optional" unit:"switch" min:"0" max:"1" doc:"from listed_until on labs choose licences; 0: by hazards; 1: the one that is worth more at each release"`
}
