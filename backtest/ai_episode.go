package backtest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
)

// AIOrigin is the day from which the AI market is forecast.
var AIOrigin = undercut.DayOf(2024, 12, 31)

// aiUntil is the last month that is scored.
var aiUntil = undercut.Date(2026, 10)

// AIEpisode is the AI market as an episode of the library, from a day on.
func AIEpisode(day undercut.Day, e Effort, workers int) (AIAsk, error) {
	read := func(string) ([]byte, error) { return episode.AI(), nil }
	sc, err := scenario.Load("episode/ai/scenario.yaml", read, evidence.Parameters, nil, nil)
	if err != nil {
		return AIAsk{}, err
	}
	return AIAsk{Scenario: sc, Seed: e.Seed, Futures: e.AI, Workers: workers, AsOf: day, Until: aiUntil}, nil
}

// Hash is what a hindcast depends on.
func (a AIAsk) Hash(e AIEvidence) string {
	h := sha256.New()
	fmt.Fprintf(h, "%d %s %d %d %v %v\n", engine, a.Scenario.Hash, a.Seed, a.Futures, a.AsOf, a.Until)
	for _, p := range e.Prints {
		fmt.Fprintln(h, p.Indicator, p.Month, p.Value, p.KnownFrom)
	}
	for _, t := range e.Targets {
		fmt.Fprintln(h, t.Indicator, t.Month, t.Value, t.Tolerance, t.Absolute)
	}
	for _, p := range e.History {
		fmt.Fprintln(h, p.Indicator, p.Month, p.Value)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// Check says why the market cannot be forecast from the day: the scenario knows
// more, or nothing could be read by then.
func (a AIAsk) Check(e AIEvidence) error {
	_, err := AIKnownBy(a.AsOf, e)
	return errors.Join(a.check(), err)
}
