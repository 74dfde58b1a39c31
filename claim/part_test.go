package claim

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// wide is a sample with two kinds of model and apps, in two futures.
func wide(t *testing.T) *Judgement {
	t.Helper()
	two := func(a, b float64) []float64 { return []float64{a, b} }
	zero := two(0, 0)
	h := table{worlds: worlds, futures: 2, outcomes: map[string][][]float64{
		"pv.profit_model_west":          {two(90, 60), two(100, 100), two(100, 100)},
		"pv.profit_model_west_language": {two(80, 55), two(80, 80), two(80, 80)},
		"pv.profit_model_west_vision":   {two(10, 5), two(20, 20), two(20, 20)},
		"pv.profit_device_cn":           {two(3, 3), zero, zero},
		"pv.profit_model_cn":            {two(-4, -4), zero, zero},
		"pv.profit_app_cn":              {two(2, 0), zero, zero},
		"cohort_apps_seat":              {two(2, 2), two(2, 2), two(2, 2)},
		"exits_apps_seat":               {two(1, 2), zero, zero},
	}}
	s := h.sample(t)
	s.Segments = []undercut.Segment{
		{Name: "vision", Layer: undercut.Model, Illustrative: true},
		{Name: "language", Layer: undercut.Model},
		{Name: "seat", Layer: undercut.App, Illustrative: true},
	}
	s.Illustrative = []string{"pv.profit_model_west", "pv.profit_model_west_vision", "pv.profit_model_cn", "pv.profit_app_cn", "exits_apps_seat"}
	j, err := Judge(s, evidence.Claims(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// O1 stands on the whole layer; each kind of model says by itself whether a
// third of it goes, and how many dollars.
func TestO1ByKindOfModel(t *testing.T) {
	o := objectiveOf(t, wide(t), O1, "cn-closed")
	wantOdds(t, "O1", &o.Odds, 1, 2, 0)
	if len(o.Parts) != 2 || o.Parts[0].Name != "language" || o.Parts[1].Name != "vision" {
		t.Fatalf("parts of O1 are %+v: want language, which leads, then vision", o.Parts)
	}
	wantOdds(t, "O1 of language", o.Parts[0].Odds, 1, 2, 0)
	wantOdds(t, "O1 of vision", o.Parts[1].Odds, 2, 2, 0)
	if o.Parts[0].Size.P10 != -25 || o.Parts[1].Size.P90 != -10 || o.Parts[0].Base != nil {
		t.Errorf("the parts are %+v: want changes in dollars, down to -25 and up to -10", o.Parts)
	}
	if !o.Illustrative || o.Parts[0].Illustrative || !o.Parts[1].Illustrative {
		t.Error("the layer and vision hold numbers without a source, language does not: the marks say otherwise")
	}
}

// Apps stand beside O2 and within its variant.
func TestO2WithApps(t *testing.T) {
	j := wide(t)
	o, with := objectiveOf(t, j, O2, "cn-closed"), objectiveOf(t, j, O2Apps, "cn-closed")
	wantOdds(t, "O2", &o.Odds, 0, 2, 0)
	wantOdds(t, "O2 with apps", &with.Odds, 1, 2, 0)
	last := len(o.Parts) - 1
	if p := o.Parts[last]; p.Name != "apps" || !p.Beside || with.Parts[last].Beside {
		t.Errorf("apps are %+v in O2 and %+v in O2 with apps: want beside the one and in the other", p, with.Parts[last])
	}
	if o.Size.P90 != -1 || with.Size.P90 != 1 {
		t.Errorf("the sums are at most %g without apps and %g with them: want -1 and 1", o.Size.P90, with.Size.P90)
	}
	if h := (table{worlds: worlds, futures: 1}).judge(t); h.Beliefs[0].Objective(O2Apps, "cn-closed", "") != nil {
		t.Error("a world without apps is asked about O2 with apps")
	}
}

// Makers of apps that leave are reported and make no O4.
func TestO4LeavesAppsBeside(t *testing.T) {
	o := objectiveOf(t, wide(t), O4, "cn-closed")
	wantOdds(t, "O4", &o.Odds, 0, 2, 0)
	if o.Parts[0].Name != "western closed language labs" {
		t.Errorf("the first group is %q: want the kind of model that it is of", o.Parts[0].Name)
	}
	p := o.Parts[len(o.Parts)-1]
	if p.Name != "makers of apps (seat)" || !p.Beside || !p.Illustrative {
		t.Fatalf("the last group is %+v: want makers of apps, beside and marked", p)
	}
	wantOdds(t, p.Name, p.Odds, 2, 2, 0)
}

// Marks follow outcomes up to claims, sizes and drivers.
func TestMarksFollowTheNumbers(t *testing.T) {
	j := wide(t)
	for id, want := range map[string]bool{O1: true, O2: true, Works: true, O3: false, O4: false, O5: false} {
		if o := objectiveOf(t, j, id, "cn-absent"); o.Illustrative != want {
			t.Errorf("%s is marked: %v", id, o.Illustrative)
		}
	}
	for _, v := range j.Claims {
		if want := v.ID == "C1" || v.ID == "C9" || v.ID == "C11"; v.Illustrative != want {
			t.Errorf("claim %s is marked: %v", v.ID, v.Illustrative)
		}
	}
	for _, o := range j.Outcomes {
		if want := o.Name == "pv.profit_model_west" || o.Name == "pv.profit_model_cn" || o.Name == "pv.profit_app_cn"; o.Illustrative != want {
			t.Errorf("outcome %s is marked: %v", o.Name, o.Illustrative)
		}
	}
	if !j.Drivers[0].Illustrative || j.Drivers[len(j.Drivers)-1].Illustrative {
		t.Error("drivers of western profit are not marked, or those of the worst day are")
	}
	if s := j.Beliefs[0].Objective(O1, "cn-closed", "").Size; math.IsNaN(s.P50) {
		t.Error("O1 has no size")
	}
}
