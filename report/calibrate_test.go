package report

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/calibrate"
	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/forecast"
	"github.com/undercut-sim/undercut/gauge"
)

// Ten draws 1 to 10 of every number: the mean is 5.5, the middle 80% run from 1
// to 9 (the smallest that a tenth and nine tenths do not exceed). Numbers that
// contract by a tenth or more are told, the others are not.
func TestCalibrationByHand(t *testing.T) {
	c := Calibration{Prior: forecast.Prior{}, Posterior: calibrate.Posterior{Cases: 3, Drawn: 40, Tolerance: 1.5}}
	for i := range forecast.Keys {
		c.Prior.Laws = append(c.Prior.Laws, dist.Uniform{Lo: 0, Hi: 10})
		c.Posterior.Contracts = append(c.Posterior.Contracts, 0.1*float64(i%2))
	}
	for d := range 10 {
		var x []float64
		for range forecast.Keys {
			x = append(x, float64(10-d))
		}
		c.Posterior.Draws = append(c.Posterior.Draws, x)
	}
	c.Posterior.Summaries = []calibrate.Hit{{Name: "a", Observed: 1, Scale: 0.5, Simulated: 2}, {Name: "b", Observed: 1, Scale: 0.5, Simulated: -0.1}}
	n := c.numbers()[0]
	if n.mean != 5.5 || n.lo != 1 || n.hi != 9 || n.priorLo != 1 || n.priorHi != 9 {
		t.Errorf("%+v: want mean 5.5 and 1 to 9, before and after", n)
	}
	told, silent := c.numberSheets()
	if k := len(forecast.Keys); len(told.Rows) != k/2 || len(silent.Rows) != k-k/2 {
		t.Errorf("%d told and %d silent of %d", len(told.Rows), len(silent.Rows), k)
	}
	if c.hits() != 1 {
		t.Errorf("%d hits: a misses by 2, which is one, b by 2.2, which is none", c.hits())
	}
	var out bytes.Buffer
	err := c.Text(&out)
	if text := strings.Join(strings.Fields(out.String()), " "); err != nil || !strings.Contains(text, "10 effective ones") || !strings.Contains(text, "1 of 2 summaries are hit") {
		t.Errorf("%v\n%s", err, text)
	}
}

// A first print in logs is missed by the log of the ratio, an absolute one by
// the difference, both in tolerances; what has no value is no hit.
func TestMissOfAFirstPrintByHand(t *testing.T) {
	at := func(log, there bool) *backtest.AITarget {
		return &backtest.AITarget{Target: gauge.Target{Value: 1, Tolerance: 0.5, Log: log}, Simulated: backtest.AIScore{There: there, Median: math.E}}
	}
	if m := at(true, true).Miss(); math.Abs(m-2) > 1e-12 {
		t.Errorf("in logs it is missed by %g: want 2", m)
	}
	if m := at(false, true).Miss(); math.Abs(m-2*(math.E-1)) > 1e-12 {
		t.Errorf("it is missed by %g: want %g", m, 2*(math.E-1))
	}
	if m := at(true, false).Miss(); m == m || hitOrMiss(m) != "MISS" {
		t.Errorf("what has no value is missed by %g: want a miss without a number", m)
	}
}
