package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/undercut-sim/undercut/game"
)

// playOut plays a game from a file to its end and debriefs it.
func (s *sitting) playOut(ctx context.Context) error {
	t := s.table
	if err := s.past(); err != nil {
		return err
	}
	for turn := len(t.Played) + 1; turn <= t.Turns(); turn++ {
		_, err := t.Reply(ctx, turn, s.o.workers)
		if errors.Is(err, context.Canceled) {
			return fmt.Errorf("%w in turn %d of %d: nothing is saved of it; play it again", errInterrupted, turn, t.Turns())
		}
		if err != nil {
			return err
		}
	}
	turns, err := t.Play(t.Turns())
	if err != nil {
		return badInput{fmt.Errorf("%s: %w", s.file, err)}
	}
	if err := s.keep(turns); err != nil {
		return err
	}
	return s.debrief(ctx, turns)
}

// past plays what was played before and compares it with the record.
func (s *sitting) past() error {
	if len(s.table.Played) == 0 {
		return nil
	}
	turns, err := s.table.Play(min(len(s.table.Played), s.table.Turns()))
	if err != nil {
		return badInput{fmt.Errorf("%s: %w", s.file, err)}
	}
	if _, err := s.table.Verify(turns); err != nil {
		return badInput{fmt.Errorf("%s: %w", s.file, err)}
	}
	return nil
}

// replay plays a recorded game again, says whether it is the same, and
// debriefs it.
func (s *sitting) replay(ctx context.Context) error {
	t := s.table
	if len(t.Played) == 0 {
		return badInput{fmt.Errorf("%s has no record to compare with: play it with --moves %s --save NEW", s.file, s.file)}
	}
	turns, err := t.Play(min(len(t.Played), t.Turns()))
	if err != nil {
		return badInput{fmt.Errorf("%s: %w", s.file, err)}
	}
	exact, err := t.Verify(turns)
	if err != nil {
		return fmt.Errorf("%s: %w", s.file, err)
	}
	s.replays = "bit for bit"
	if !exact {
		s.replays = "in nine digits of every score, not in the last bits, as on another kind of processor"
	}
	if s.o.format == "text" {
		fmt.Fprintln(s.out, wrapped(fmt.Sprintf("REPLAYED %s: %s agree %s", s.file, plural(len(t.Played), "turn"), s.replays), "    "))
	}
	if left := t.Turns() - len(t.Played); left > 0 {
		fmt.Fprintf(s.err, "%s has %s left to play, and no debrief before: go on with --continue %s\n", s.file, plural(left, "turn"), s.file)
		return nil
	}
	return s.debrief(ctx, turns)
}

// debrief prints what the moves of a finished game changed.
func (s *sitting) debrief(ctx context.Context, turns []game.Turn) error {
	d, err := s.table.Debrief(ctx, s.o.futures, s.o.workers)
	if errors.Is(err, context.Canceled) && s.saves != "" {
		return fmt.Errorf("%w: the game is in %s; debrief it with: undercut play --replay %s", errInterrupted, s.saves, s.saves)
	}
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("%w: the debrief is not kept; ask again, with fewer --futures if it takes too long", errInterrupted)
	}
	if err != nil {
		return err
	}
	p := debriefing{sitting: s, turns: turns, Debrief: d}
	if s.o.format == "json" {
		return p.json()
	}
	return p.text()
}
