package scenario

import (
	"reflect"
	"testing"
)

// A scenario does not differ from itself, and differences name what changed.
func TestDiff(t *testing.T) {
	a := small(t, nil)
	if d := Diff(a, small(t, []string{"discount=0.1"})); len(d) != 0 {
		t.Errorf("a scenario differs from itself: %v", d)
	}
	b := small(t, nil, `
discount: 0.2
blocs: [{name: us, western: false}]
segments: [{name: solar, learning: {rate: 0.2}, adoption: {innovation: 0.03, open_boost: 0, imitation: 0.4, start: 0.1}}]
firms: [{name: chat, remove: true}]
levers: [{tariff: {name: wall, segments: [solar, talk]}}]
`)
	want := []Difference{
		{"discount", "0.1", "0.2"},
		{"blocs.us.western", "true", ""},
		{"segments.solar.adoption", "", "present"},
		{"segments.solar.learning.rate", "0.2, normal 0.15 to 0.25", "0.2"},
		{"firms.chat", "present", ""},
		{"levers.wall.segments", "[solar]", "[solar, talk]"},
	}
	if got := Diff(a, b); !reflect.DeepEqual(got, want) {
		t.Errorf("the differences are\n%v, want\n%v", got, want)
	}
	for i, d := range Diff(b, a) {
		if d.A != want[i].B || d.B != want[i].A {
			t.Errorf("turned around, %s differs as %q, %q", d.Path, d.A, d.B)
		}
	}
}
