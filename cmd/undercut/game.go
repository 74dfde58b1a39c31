package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/decision"
	"github.com/undercut-sim/undercut/scenario"
)

const gameHelp = `With --game FILE (YAML or JSON, - for standard input) several labs choose, each
for itself. Of up to 8 that do, all combinations of licences are solved, each at
prices that are best replies to each other, and the pure equilibria are listed:
combinations that no lab alone gains by leaving. Keys of the file:

  alpha; optional outside_weight, rivals (weights), floor, no_floor, alone
  devices, optional: size, alpha, rivals (weights)
  labs, a list: name, delta, cost; optional bloc, host_cost, complement, capture,
    bonus, capacity, coordination (weight of profit of the bloc's other labs in
    the choice), stays (closed or open: no choice), device (delta, cost, gamma)`

// gameFormats are the values of --format with --game.
var gameFormats = map[string]func(io.Writer, *decision.Solution) error{
	"text": gameText, "json": gameJSON, "csv": gameCSV, "svg": gameSVG,
}

// labsFormat is the file of --game.
var labsFormat = scenario.Format{Noun: "game of labs", Begin: "docs/examples/games/labs.yaml"}

// askGame reads a game and plays it.
func askGame(cmd *cobra.Command, file, format string) error {
	var errs []error
	others := []string{"seed", "futures", "rivals", "rival-deltas", "device-rivals", "pricing", "floor"}
	for _, in := range opennessInputs() {
		others = append(others, in.name)
	}
	for _, name := range others {
		if cmd.Flags().Changed(name) {
			errs = append(errs, fmt.Errorf("--%s is given with --game: the numbers of a game stand in its file, and it draws none", name))
		}
	}
	show, ok := gameFormats[format]
	if !ok {
		errs = append(errs, fmt.Errorf("--format is %q: want %s", format, strings.Join(formats, ", ")))
	}
	if err := errors.Join(errs...); err != nil {
		return badInput{err}
	}
	text, err := readLimited(cmd.Context(), cmd.InOrStdin(), file)
	if err != nil {
		return badInput{err}
	}
	var g decision.Game
	if err := labsFormat.Read(file, text, &g).Err(); err != nil {
		return badInput{err}
	}
	s, err := g.Solve()
	if err != nil {
		if err = fmt.Errorf("%s: %w", file, err); errors.As(err, new(*decision.NoPrices)) {
			return err
		}
		return badInput{err}
	}
	return show(cmd.OutOrStdout(), s)
}
