package lever_test

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// world has two blocs, a lab in each, a maker and a chip maker; levers need no
// numbers.
func world() *market.World {
	nan := math.NaN()
	maker := &market.Maker{Price: nan, UnitCost: 1, Units: nan, Brand: 0, Efficiency: nan, Markup: nan, Exponent: nan, Reference: nan, Conduct: nan}
	return &market.World{
		Start: undercut.Date(2023, 1), End: undercut.Date(2024, 12),
		Blocs: []market.Bloc{{Name: "us", ServeCap: nan}, {Name: "cn", ServeCap: nan}},
		Segments: []market.Segment{
			{Name: "talk", Layer: "model", Form: "spend", Elasticity: nan, PriceSlope: nan, SigmaOpen: nan},
			{Name: "car", Layer: "device", Form: "unit", Elasticity: nan, PriceSlope: 1, SigmaOpen: nan},
			{Name: "chips", Layer: "compute", Elasticity: nan, PriceSlope: nan, SigmaOpen: nan},
		},
		Firms: []market.Firm{
			{Name: "west", Bloc: "us", Segment: "talk", Cash: nan, Fixed: nan, Lab: &market.Lab{}},
			{Name: "east", Bloc: "cn", Segment: "talk", Cash: nan, Fixed: nan, Lab: &market.Lab{}},
			{Name: "cars", Bloc: "cn", Segment: "car", Cash: nan, Fixed: nan, Maker: maker},
			{Name: "gpu", Bloc: "us", Segment: "chips", Cash: nan, Fixed: nan, Chips: &market.ChipMaker{}},
		},
		Technology: &market.Technology{RunShare: 0.1, Reference: 1},
		Compute:    &market.Compute{},
		Money:      &market.Money{},
	}
}

// chipped is world with another maker of chips and a bloc without labs.
func chipped() *market.World {
	w := world()
	w.Blocs = append(w.Blocs, market.Bloc{Name: "eu"})
	w.Firms = append(w.Firms, market.Firm{Name: "npu", Bloc: "cn", Segment: "chips", Chips: &market.ChipMaker{}})
	return w
}

const (
	us, cn = 0, 1
	talk   = 0
	car    = 1
)

func policy(t *testing.T, w *market.World) market.Policy {
	t.Helper()
	m, err := market.New(w)
	if err != nil {
		t.Fatal(err)
	}
	return m.NewPolicy()
}

var (
	from   = undercut.Date(2023, 6)
	to     = undercut.Date(2023, 9)
	window = lever.Window{From: from, To: to}
)

// sample has one lever of each kind at work, and what it writes.
var sample = map[string]struct {
	lever  lever.Lever
	writes func(p *market.Policy)
}{
	"tariff":           {&lever.Tariff{Window: window, By: "us", On: "cn", Segments: []string{"car"}, Rate: 0.25}, func(p *market.Policy) { p.Tariff[car][cn][us] = 0.25 }},
	"ban":              {&lever.Ban{Window: window, By: "us", On: "cn", Segments: []string{"car"}, Scope: "new"}, func(p *market.Policy) { p.Barred[car][cn][us] = market.BarNew }},
	"export_control":   {&lever.ExportControl{Window: window, On: "cn", Train: 3, Serve: 2}, func(p *market.Policy) { p.Train[cn], p.Serve[cn] = 3, 2 }},
	"subsidy":          {&lever.Subsidy{Window: window, By: "cn", Segments: []string{"car"}, Rate: 0.1}, func(p *market.Policy) { p.CostSub[car][cn] = 0.1 }},
	"purchase_subsidy": {&lever.PurchaseSubsidy{Window: window, By: "cn", Segments: []string{"car"}, Rate: 0.2}, func(p *market.Policy) { p.BuyerSub[car][cn] = 0.2 }},
	"grant":            {&lever.Grant{Window: window, By: "cn", Segments: []string{"talk"}, Amount: 5}, func(p *market.Policy) { p.Grant[talk][cn] = 5 }},
	"distillation":     {&lever.Distillation{Window: window, On: "cn", Lag: 4, Cost: 3}, func(p *market.Policy) { p.LagDistil[cn], p.Follow[cn] = 4, 3 }},
	"price_war":        {&lever.PriceWar{Window: window, Bloc: "cn", Segment: "car", Factor: 0.5}, func(p *market.Policy) { p.Conduct[2] = 0.5 }},
	"research":         {&lever.Research{Window: window, Bloc: "cn", Factor: 2}, func(p *market.Policy) { p.Research[1] = 2 }},
	"tier":             {&lever.Tier{Window: window, Firms: []string{"east"}, Tier: "small"}, func(p *market.Policy) { p.Line[1] = market.SmallOnly }},
	"niche":            {&lever.Niche{Window: window, Firms: []string{"cars", "west"}, Blocs: []string{"us"}}, func(p *market.Policy) { p.Shunned[0][cn], p.Shunned[2][cn] = true, true }},
	"backing":          {&lever.Backing{Window: window, Firms: []string{"west", "cars"}, Amount: 3}, func(p *market.Policy) { p.Backing[0], p.Backing[2] = 3, 3 }},
	"capital":          {&lever.Capital{Window: window, Factor: 0.5}, func(p *market.Policy) { p.Pool = 0.5 }},
	"chip_price":       {&lever.ChipPrice{Window: window, Firms: []string{"gpu"}, Factor: 2}, func(p *market.Policy) { p.ChipPrice[3] = 2 }},
	"embargo":          {&lever.Embargo{Window: window, Firms: []string{"gpu"}, On: "cn"}, func(p *market.Policy) { p.Shunned[3][cn] = true }},
	"alliance": {&lever.Alliance{Window: window, Firms: []string{"cars", "east"}}, func(p *market.Policy) {
		p.Allied[1][2], p.Allied[2][1] = true, true
	}},
	"licence":      {&lever.Licence{Window: window, Bloc: "cn", Licence: "closed"}, func(p *market.Policy) { p.Licence[1] = market.ForceClosed }},
	"absence":      {&lever.Absence{Window: window, Firms: []string{"west"}}, func(p *market.Policy) { p.Absent[0] = true }},
	"procurement":  {&lever.Procurement{Window: window, By: "us", Segments: []string{"car"}, Amount: 7, Home: 1}, func(p *market.Policy) { p.ProcureHome[car][us] = 7 }},
	"open_weights": {&lever.OpenWeights{Window: window, By: "us", On: "cn", Segments: []string{"talk"}, Rule: "ban"}, func(p *market.Policy) { p.NoOpen[talk][cn][us] = true }},
	"compute_tax":  {&lever.ComputeTax{Window: window, By: "cn", Rate: 0.1}, func(p *market.Policy) { p.ComputeTax[cn] = 0.1 }},
	"merger":       {&lever.Merger{From: from, Firms: []string{"west", "east"}}, func(p *market.Policy) { p.Owner[1] = 0 }},
	"bailout":      {&lever.Bailout{Window: window, By: "us", Firms: []string{"west"}}, func(p *market.Policy) { p.Bailout[0] = true }},
}

// forGood are the kinds that know no last month.
var forGood = map[string]bool{"merger": true}

// TestALeverWritesItsPartInItsWindowOnly: from its first month to before its
// last, and for good where no last month is given.
func TestALeverWritesItsPartInItsWindowOnly(t *testing.T) {
	w := world()
	for _, kind := range lever.Names() {
		c, ok := sample[kind]
		if !ok {
			t.Errorf("levers of kind %q are not tested: add a sample", kind)
			continue
		}
		if made := lever.Kinds()[kind](); reflect.TypeOf(made) != reflect.TypeOf(c.lever) {
			t.Errorf("kind %q makes a %T, its sample is a %T", kind, made, c.lever)
		}
		if err := c.lever.Bind(w); err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		for month := w.Start; month <= w.End; month++ {
			got, want := policy(t, w), policy(t, w)
			c.lever.Apply(&got, month)
			if month >= from && (month < to || forGood[kind]) {
				c.writes(&want)
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s in %v, window %v to %v: policy\n%+v, want\n%+v", kind, month, from, to, got, want)
			}
		}
	}
	forever := &lever.Tariff{Window: lever.Window{From: from}, By: "us", On: "cn", Segments: []string{"car"}, Rate: 0.25}
	if err := forever.Bind(w); err != nil {
		t.Fatal(err)
	}
	p := policy(t, w)
	forever.Apply(&p, from+1200)
	if p.Tariff[car][cn][us] != 0.25 {
		t.Error("a tariff without a last month ends")
	}
}

// TestLeversMeet: how two levers on the same thing combine.
func TestLeversMeet(t *testing.T) {
	w := world()
	on := lever.Window{From: w.Start}
	cars := []string{"car"}
	for _, c := range []struct {
		rule   string
		levers []lever.Lever
		writes func(p *market.Policy)
	}{
		{"tariffs add up", []lever.Lever{&lever.Tariff{Window: on, By: "us", On: "cn", Segments: cars, Rate: 0.25}, &lever.Tariff{Window: on, By: "us", On: "cn", Segments: cars, Rate: 0.5}}, func(p *market.Policy) { p.Tariff[car][cn][us] = 0.75 }},
		{"the stricter ban holds", []lever.Lever{&lever.Ban{Window: on, By: "us", On: "cn", Segments: cars, Scope: "all"}, &lever.Ban{Window: on, By: "us", On: "cn", Segments: cars, Scope: "new"}}, func(p *market.Policy) { p.Barred[car][cn][us] = market.BarAll }},
		{"controls compound", []lever.Lever{&lever.ExportControl{Window: on, On: "cn", Train: 2, Serve: 1.5}, &lever.ExportControl{Window: on, On: "cn", Train: 3, Serve: 1}}, func(p *market.Policy) { p.Train[cn], p.Serve[cn] = 6, 1.5 }},
		{"wars compound", []lever.Lever{&lever.PriceWar{Window: on, Segment: "car", Factor: 0.5}, &lever.PriceWar{Window: on, Firms: []string{"cars"}, Factor: 0.5}}, func(p *market.Policy) { p.Conduct[2] = 0.25 }},
		{"plans of research compound", []lever.Lever{&lever.Research{Window: on, Factor: 2}, &lever.Research{Window: on, Firms: []string{"east"}, Factor: 0.5}}, func(p *market.Policy) { p.Research[0], p.Research[1] = 2, 1 }},
		{"the later tier wins", []lever.Lever{&lever.Tier{Window: on, Firms: []string{"west"}, Tier: "small"}, &lever.Tier{Window: on, Firms: []string{"west"}, Tier: "flagship"}}, func(p *market.Policy) { p.Line[0] = market.FlagshipOnly }},
		{"both changes nothing", []lever.Lever{&lever.Tier{Window: on, Firms: []string{"west"}, Tier: "small"}, &lever.Tier{Window: on, Firms: []string{"west"}, Tier: "both"}}, func(p *market.Policy) { p.Line[0] = market.SmallOnly }},
		{"of two niches what both hold is left", []lever.Lever{&lever.Niche{Window: on, Firms: []string{"cars"}, Blocs: []string{"us", "cn"}}, &lever.Niche{Window: on, Firms: []string{"cars"}, Blocs: []string{"cn"}}}, func(p *market.Policy) { p.Shunned[2][us] = true }},
		{"backers add up", []lever.Lever{&lever.Backing{Window: on, Firms: []string{"west"}, Amount: 1}, &lever.Backing{Window: on, Firms: []string{"west", "cars"}, Amount: 2}}, func(p *market.Policy) { p.Backing[0], p.Backing[2] = 3, 2 }},
		{"droughts compound", []lever.Lever{&lever.Capital{Window: on, Factor: 0.5}, &lever.Capital{Window: on, Factor: 0.5}}, func(p *market.Policy) { p.Pool = 0.25 }},
		{"chip prices compound", []lever.Lever{&lever.ChipPrice{Window: on, Firms: []string{"gpu"}, Factor: 2}, &lever.ChipPrice{Window: on, Firms: []string{"gpu"}, Factor: 1.5}}, func(p *market.Policy) { p.ChipPrice[3] = 3 }},
		{"an embargo and a niche close the same door", []lever.Lever{&lever.Embargo{Window: on, Firms: []string{"gpu"}, On: "cn"}, &lever.Niche{Window: on, Firms: []string{"gpu"}, Blocs: []string{"us"}}}, func(p *market.Policy) { p.Shunned[3][cn] = true }},
		{"an ally's ally is no ally", []lever.Lever{&lever.Alliance{Window: on, Firms: []string{"east", "cars"}}, &lever.Alliance{Window: on, Firms: []string{"cars", "gpu"}}}, func(p *market.Policy) {
			p.Allied[1][2], p.Allied[2][1], p.Allied[2][3], p.Allied[3][2] = true, true, true, true
		}},
		{"the later licence wins", []lever.Lever{&lever.Licence{Window: on, Firms: []string{"west"}, Licence: "open"}, &lever.Licence{Window: on, Bloc: "us", Licence: "closed"}}, func(p *market.Policy) { p.Licence[0] = market.ForceClosed }},
		{"own changes nothing", []lever.Lever{&lever.Licence{Window: on, Firms: []string{"west"}, Licence: "open"}, &lever.Licence{Window: on, Bloc: "us", Licence: "own"}}, func(p *market.Policy) { p.Licence[0] = market.ForceOpen }},
		{"purchases add up, at home and anywhere apart", []lever.Lever{&lever.Procurement{Window: on, By: "cn", Segments: []string{"car", "talk"}, Amount: 2}, &lever.Procurement{Window: on, By: "cn", Segments: cars, Amount: 3}, &lever.Procurement{Window: on, By: "cn", Segments: cars, Amount: 4, Home: 1}}, func(p *market.Policy) { p.Procure[car][cn], p.Procure[talk][cn], p.ProcureHome[car][cn] = 5, 2, 4 }},
		{"taxes add up", []lever.Lever{&lever.ComputeTax{Window: on, By: "us", Rate: 0.25}, &lever.ComputeTax{Window: on, By: "us", Rate: 0.5}}, func(p *market.Policy) { p.ComputeTax[us] = 0.75 }},
		{"a ban on nobody's is on everybody's", []lever.Lever{&lever.OpenWeights{Window: on, By: "us", Segments: []string{"talk"}, Rule: "ban"}}, func(p *market.Policy) { p.NoOpen[talk][us][us], p.NoOpen[talk][cn][us] = true, true }},
		{"a mandate is a licence for the bloc's labs", []lever.Lever{&lever.Licence{Window: on, Licence: "closed"}, &lever.OpenWeights{Window: on, By: "cn", Segments: []string{"talk"}, Rule: "mandate"}}, func(p *market.Policy) { p.Licence[0], p.Licence[1] = market.ForceClosed, market.ForceOpen }},
		{"two who buy each other are one", []lever.Lever{&lever.Merger{From: w.Start, Firms: []string{"west", "east"}}, &lever.Merger{From: w.Start, Firms: []string{"east", "west"}}}, func(p *market.Policy) { p.Owner[1] = 0 }},
		{"a licence for everybody is for labs", []lever.Lever{&lever.Licence{Window: on, Licence: "open"}}, func(p *market.Policy) { p.Licence[0], p.Licence[1] = market.ForceOpen, market.ForceOpen }},
	} {
		got, want := policy(t, w), policy(t, w)
		for _, l := range c.levers {
			if err := l.Bind(w); err != nil {
				t.Fatalf("%s: %v", c.rule, err)
			}
			l.Apply(&got, w.Start)
		}
		c.writes(&want)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: policy\n%+v, want\n%+v", c.rule, got, want)
		}
		got.Reset()
		if !reflect.DeepEqual(got, policy(t, w)) {
			t.Errorf("%s: Reset does not clear the policy", c.rule)
		}
	}
}

// TestBindSaysWhatIsWrongWhereAndWhatToDo: errors name the key, the value and
// what is known.
func TestBindSaysWhatIsWrongWhereAndWhatToDo(t *testing.T) {
	for _, c := range []struct {
		lever lever.Lever
		says  []string
	}{
		{&lever.Tariff{By: "uk", On: "cn", Segments: []string{"car"}}, []string{"tariff.by", `"uk"`, "us, cn"}},
		{&lever.Tariff{By: "us", On: "", Segments: []string{"car"}}, []string{"tariff.on", `""`, "us, cn"}},
		{&lever.Tariff{By: "us", On: "cn", Segments: []string{"car", "boat"}}, []string{"tariff.segments", "boat", "talk, car"}},
		{&lever.Tariff{By: "us", On: "cn"}, []string{"tariff.segments", "talk, car"}},
		{&lever.Ban{By: "x", On: "cn", Segments: []string{"car"}}, []string{"ban.by", `"x"`, "us, cn"}},
		{&lever.Ban{By: "us", On: "x", Segments: []string{"car"}}, []string{"ban.on", `"x"`, "us, cn"}},
		{&lever.Ban{By: "us", On: "cn", Segments: []string{"x"}}, []string{"ban.segments", `"x"`, "talk, car"}},
		{&lever.Ban{By: "us", On: "cn", Segments: []string{"talk"}, Scope: "new"}, []string{"ban.scope", `"new"`, "all or none"}},
		{&lever.ExportControl{On: "x"}, []string{"export_control.on", `"x"`, "us, cn"}},
		{&lever.Subsidy{By: "x", Segments: []string{"car"}}, []string{"subsidy.by", `"x"`, "us, cn"}},
		{&lever.Subsidy{By: "cn", Segments: []string{"x"}}, []string{"subsidy.segments", `"x"`, "talk, car"}},
		{&lever.PurchaseSubsidy{By: "x", Segments: []string{"car"}}, []string{"purchase_subsidy.by", `"x"`, "us, cn"}},
		{&lever.PurchaseSubsidy{By: "cn", Segments: []string{"x"}}, []string{"purchase_subsidy.segments", `"x"`, "talk, car"}},
		{&lever.Grant{By: "x", Segments: []string{"car"}}, []string{"grant.by", `"x"`, "us, cn"}},
		{&lever.Grant{By: "cn", Segments: []string{"x"}}, []string{"grant.segments", `"x"`, "talk, car"}},
		{&lever.Distillation{On: "x"}, []string{"distillation.on", `"x"`, "us, cn"}},
		{&lever.PriceWar{Firms: []string{"cars", "x"}}, []string{"price_war.firms", "cars, x", "scenario show"}},
		{&lever.PriceWar{Bloc: "us", Segment: "car"}, []string{"price_war.firms", `"us"`, `"car"`, "scenario show"}},
		{&lever.Licence{Firms: []string{"cars"}}, []string{"licence.firms", `"cars"`, "only labs"}},
		{&lever.Research{Firms: []string{"cars"}}, []string{"research.firms", `"cars"`, "only labs"}},
		{&lever.Research{Segment: "car"}, []string{"research.firms", "no lab"}},
		{&lever.Research{Bloc: "x"}, []string{"research.firms", `"x"`, "scenario show"}},
		{&lever.Tier{Tier: "small"}, []string{"tier.firms", "empty"}},
		{&lever.Tier{Firms: []string{"cars"}, Tier: "small"}, []string{"tier.firms", `"cars"`, "only labs"}},
		{&lever.Niche{Blocs: []string{"us"}}, []string{"niche.firms", "empty"}},
		{&lever.Niche{Firms: []string{"west"}}, []string{"niche.blocs", "empty", "absence"}},
		{&lever.Niche{Firms: []string{"west"}, Blocs: []string{"us", "x"}}, []string{"niche.blocs", `"x"`, "us, cn"}},
		{&lever.Niche{Firms: []string{"x"}, Blocs: []string{"us"}}, []string{"niche.firms", `"x"`, "scenario show"}},
		{&lever.Backing{}, []string{"backing.firms", "empty"}},
		{&lever.Backing{Firms: []string{"west", "west"}}, []string{"backing.firms", `"west"`, "twice"}},
		{&lever.ChipPrice{Firms: []string{"cars"}}, []string{"chip_price.firms", `"cars"`, "accelerators"}},
		{&lever.Embargo{Firms: []string{"west"}, On: "cn"}, []string{"embargo.firms", `"west"`, "accelerators"}},
		{&lever.Embargo{Firms: []string{"gpu"}, On: "x"}, []string{"embargo.on", `"x"`, "us, cn"}},
		{&lever.Alliance{Firms: []string{"east"}}, []string{"alliance.firms", `"east"`, "allied with"}},
		{&lever.Alliance{Firms: []string{"east", "x"}}, []string{"alliance.firms", "east, x", "scenario show"}},
		{&lever.Licence{Firms: []string{"x"}}, []string{"licence.firms", `"x"`, "scenario show"}},
		{&lever.Absence{Bloc: "x"}, []string{"absence.firms", `"x"`, "scenario show"}},
		{&lever.Procurement{By: "x", Segments: []string{"car"}}, []string{"procurement.by", `"x"`, "us, cn"}},
		{&lever.Procurement{By: "us", Segments: []string{"x"}}, []string{"procurement.segments", `"x"`, "talk, car"}},
		{&lever.Procurement{By: "us", Segments: []string{"chips"}}, []string{"procurement.segments", `"chips"`, "models, apps or devices"}},
		{&lever.OpenWeights{By: "x", Segments: []string{"talk"}}, []string{"open_weights.by", `"x"`, "us, cn"}},
		{&lever.OpenWeights{By: "us", On: "x", Segments: []string{"talk"}, Rule: "ban"}, []string{"open_weights.on", `"x"`, "us, cn"}},
		{&lever.OpenWeights{By: "us", On: "cn", Segments: []string{"talk"}, Rule: "mandate"}, []string{"open_weights.on", `"cn"`, "leave it out"}},
		{&lever.OpenWeights{By: "us", Segments: []string{"x"}, Rule: "ban"}, []string{"open_weights.segments", `"x"`, "talk, car"}},
		{&lever.OpenWeights{By: "us", Segments: []string{"car"}, Rule: "ban"}, []string{"open_weights.segments", `"car"`, "only models"}},
		{&lever.OpenWeights{By: "eu", Segments: []string{"talk"}, Rule: "mandate"}, []string{"open_weights.by", `"eu"`, "own labs"}},
		{&lever.ComputeTax{By: "x"}, []string{"compute_tax.by", `"x"`, "us, cn"}},
		{&lever.Merger{Firms: []string{"west"}}, []string{"merger.firms", `"west"`, "two different firms"}},
		{&lever.Merger{Firms: []string{"west", "west"}}, []string{"merger.firms", `"west, west"`, "two different firms"}},
		{&lever.Merger{Firms: []string{"west", "x"}}, []string{"merger.firms", `"x"`, "scenario show"}},
		{&lever.Merger{Firms: []string{"west", "cars"}}, []string{"merger.firms", "west, which makes talk", "cars, which makes car", "one segment"}},
		{&lever.Merger{Firms: []string{"gpu", "npu"}}, []string{"merger.firms", "gpu", "labs or makers"}},
		{&lever.Bailout{By: "x", Firms: []string{"west"}}, []string{"bailout.by", `"x"`, "us, cn"}},
		{&lever.Bailout{By: "us"}, []string{"bailout.firms", "empty", "us"}},
		{&lever.Bailout{By: "us", Firms: []string{"x"}}, []string{"bailout.firms", `"x"`, "scenario show"}},
		{&lever.Bailout{By: "us", Firms: []string{"east"}}, []string{"bailout.firms", `"east" of cn`, "own bloc"}},
	} {
		err := c.lever.Bind(chipped())
		if err == nil {
			t.Errorf("%T %+v binds to a world that lacks what it names", c.lever, c.lever)
			continue
		}
		for _, s := range c.says {
			if !strings.Contains(err.Error(), s) {
				t.Errorf("%T: the error %q does not say %q", c.lever, err, s)
			}
		}
	}
}

// TestMergersJoinInWhateverOrder: who buys a firm that bought another has
// both, whichever stands first in the file; and the firms keep to their dates.
func TestMergersJoinInWhateverOrder(t *testing.T) {
	w := world()
	w.Firms = append(w.Firms, market.Firm{Name: "far", Bloc: "cn", Segment: "talk", Cash: math.NaN(), Fixed: math.NaN(), Lab: &market.Lab{}})
	first, second := &lever.Merger{From: from, Firms: []string{"west", "east"}}, &lever.Merger{From: from + 2, Firms: []string{"east", "far"}}
	for _, order := range [][]lever.Lever{{first, second}, {second, first}} {
		for month, want := range map[undercut.Month][]int{from - 1: {0, 1, 2, 3, 4}, from: {0, 0, 2, 3, 4}, from + 2: {0, 0, 2, 3, 0}} {
			p := policy(t, w)
			for _, l := range order {
				if err := l.Bind(w); err != nil {
					t.Fatal(err)
				}
				l.Apply(&p, month)
			}
			if !slices.Equal(p.Owner, want) {
				t.Errorf("in %v the owners are %v, want %v", month, p.Owner, want)
			}
		}
	}
}

// Accelerators have no price game: what moves prices is refused on them, and
// what a state may pay their makers is not. Goods of one's own cross no border.
func TestLeversOfPricesLeaveChipsAlone(t *testing.T) {
	chips := []string{"chips"}
	for name, l := range map[string]lever.Lever{
		"tariff":           &lever.Tariff{By: "us", On: "cn", Segments: chips},
		"ban":              &lever.Ban{By: "us", On: "cn", Segments: chips, Scope: "all"},
		"subsidy":          &lever.Subsidy{By: "us", Segments: chips},
		"purchase_subsidy": &lever.PurchaseSubsidy{By: "us", Segments: chips},
	} {
		if err := l.Bind(world()); err == nil || !strings.HasPrefix(err.Error(), name+".segments has \"chips\"") {
			t.Errorf("a %s on chips gives the error %v", name, err)
		}
	}
	if err := (&lever.Grant{By: "us", Segments: chips}).Bind(world()); err != nil {
		t.Errorf("a grant to makers of chips is refused: %v", err)
	}
	if err := (&lever.Tariff{By: "us", On: "us", Segments: []string{"car"}}).Bind(world()); err == nil || !strings.HasPrefix(err.Error(), "tariff.on") {
		t.Errorf("a tariff on its own goods gives the error %v", err)
	}
}

// A tax on compute in a world that does not say what part of research is
// compute cannot be applied.
func TestATaxNeedsToKnowWhatIsCompute(t *testing.T) {
	w := world()
	w.Compute = nil
	if err := (&lever.ComputeTax{By: "us"}).Bind(w); err == nil || !strings.Contains(err.Error(), "block compute") {
		t.Errorf("the error is %v, it must ask for the block compute", err)
	}
}

// TestBindLooksAtWhatTheWorldHas: levers on a pool that is not there, and on
// small models of a kind that has none.
func TestBindLooksAtWhatTheWorldHas(t *testing.T) {
	poor, large := world(), world()
	poor.Money = nil
	large.Segments[talk].Craft = &market.Craft{Flagship: 1}
	for _, c := range []struct {
		world *market.World
		lever lever.Lever
		says  string
	}{
		{poor, &lever.Capital{Factor: 0.5}, "no money block"},
		{large, &lever.Tier{Firms: []string{"west"}, Tier: "small"}, "flagship_only"},
	} {
		if err := c.lever.Bind(c.world); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%T binds with error %v, it must say %q", c.lever, err, c.says)
		}
	}
	if err := (&lever.Tier{Firms: []string{"west"}, Tier: "flagship"}).Bind(large); err != nil {
		t.Errorf("flagships alone of a kind that has only these: %v", err)
	}
}

// TestBindTwice: a lever that is bound again to the same world is the same.
func TestBindTwice(t *testing.T) {
	w := world()
	for _, kind := range lever.Names() {
		l := sample[kind].lever
		if err := l.Bind(w); err != nil {
			t.Fatal(err)
		}
		once := fmt.Sprintf("%+v", l)
		if err := l.Bind(w); err != nil {
			t.Fatal(err)
		}
		if twice := fmt.Sprintf("%+v", l); twice != once {
			t.Errorf("%s bound twice is %s, once %s", kind, twice, once)
		}
	}
}

func TestNamesAreTheKindsInOrder(t *testing.T) {
	names := lever.Names()
	if !slices.IsSorted(names) || len(names) != len(lever.Kinds()) {
		t.Errorf("names %q of %d kinds: want all, sorted", names, len(lever.Kinds()))
	}
}
