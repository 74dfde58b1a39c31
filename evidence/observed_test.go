package evidence

import "testing"

func TestShippedObservationsObeyTheRules(t *testing.T) {
	o := Shipped()
	if len(o.Prices) < 6000 {
		t.Errorf("%d prices", len(o.Prices))
	}
}
