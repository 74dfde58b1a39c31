package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// commands is the table of subcommands, in the order of help.
func commands(e *env) []*cobra.Command {
	return []*cobra.Command{
		runCommand(e),
		replayCommand(e),
		observeCommand(),
		backtestCommand(e),
		calibrateCommand(e),
		scenarioCommand(),
		equilibriumCommand(),
		paybackCommand(),
		opennessCommand(),
		priceCommand(),
		playCommand(e),
		policyCommand(e),
		surviveCommand(e),
		importCommand(e),
		versionCommand(),
	}
}

const rootHelp = `What happens to a market when a rival gives your product away to sell something
else? undercut simulates it: firms, prices, research, entry and exit, month by
month, in many futures, and holds an article's claims against them.

Every command exits with 0 if it did what it was asked, 1 if it failed, 2 if the
input was bad, and 3 if it was interrupted: a run and a backtest can be resumed, of
other commands nothing is kept.`

// rootCommand is "undercut" with all its subcommands.
func rootCommand(e *env) *cobra.Command {
	root := &cobra.Command{
		Use:   "undercut",
		Short: "Simulate markets in which somebody gives the product away",
		Long:  rootHelp,
		Example: `  undercut run --quick
  undercut run --futures 1000 --set technology.lag_open=3
  undercut scenario list`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetArgs(e.args)
	root.SetIn(e.in)
	root.SetOut(e.out)
	root.SetErr(e.err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return badInput{fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())}
	})
	root.AddCommand(commands(e)...)
	root.InitDefaultCompletionCmd()
	strict(root)
	return root
}

// strict makes wrong arguments of a command and of those below it bad input,
// and an unknown subcommand an error that names the nearest one.
func strict(cmd *cobra.Command) {
	if cmd.HasSubCommands() && !cmd.Runnable() {
		cmd.Args, cmd.SuggestionsMinimumDistance = noSuchCommand, 2
		cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	}
	if check := cmd.Args; check != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				return badInput{fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())}
			}
			return nil
		}
	}
	for _, c := range cmd.Commands() {
		strict(c)
	}
}

func noSuchCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	near := ""
	if s := cmd.SuggestionsFor(args[0]); len(s) > 0 {
		near = fmt.Sprintf(", did you mean %s?", strings.Join(s, " or "))
	}
	return fmt.Errorf("%s has no command %q%s", cmd.CommandPath(), args[0], near)
}
