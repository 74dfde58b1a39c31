package chart_test

import (
	"fmt"

	"github.com/undercut-sim/undercut/chart"
)

func ExampleUnit_Format() {
	fmt.Println(chart.Dollars.Format(1.2345e9), chart.Percent.Format(0.31), chart.Plain.Format(-1200))
	// Output: $1.23bn 31% −1.2k
}

// A chart that cannot be drawn honestly is refused, with the place and the way
// out.
func ExampleFan_SVG() {
	_, err := chart.Fan{
		Frame:  chart.Frame{Title: "Price", Desc: "The price falls."},
		Axis:   chart.Axis{Label: "dollars", Unit: chart.Dollars, Log: true},
		Months: []int{12 * 2026, 12*2026 + 1},
		Base:   chart.Quantiles{Name: "base", P50: []float64{4, 0}},
	}.SVG()
	fmt.Println(err)
	// Output: chart: fan "Price": the least value is 0: a logarithmic axis needs values above 0; take a linear one
}
