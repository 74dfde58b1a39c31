package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/contrast"
	"github.com/undercut-sim/undercut/scenario"
)

const policyHelp = `Who gains from a policy, and who pays? Every future is simulated without the
policy and with it, with the same luck. What is left is what the policy does: to
firms by layer, hosts, buyers and the state of every bloc, in present dollars.

A POLICY is a scenario that extends another: a name in the library (tariff-wall,
export-controls-tightened, state-blitz, …) or a file of your own. It is laid over
the scenario that it extends, or over --scenario. Several policies are each held
against the scenario without any.

Mean differences are printed; ~ stands where so many futures cannot tell the mean
from 0. Buyers gain what they get for their money: quality less price, the rule
of a half between the two worlds.`

// policyCommand is "undercut policy".
func policyCommand(e *env) *cobra.Command {
	var c contrastFlags
	cmd := &cobra.Command{
		Use:   "policy POLICY...",
		Short: "Ask who gains from a policy and who pays",
		Long:  policyHelp,
		Example: `  undercut policy tariff-wall
  undercut policy tariff-wall export-controls-tightened --futures 300 --beliefs article
  undercut policy ./my-subsidy.yaml --format csv
  undercut policy state-blitz --format svg > who-gains.svg`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			a, err := c.askPolicies(e.readFile, args)
			if err != nil {
				return badInput{err}
			}
			if a.result, err = e.contrast(cmd.Context(), &c, &contrast.Study{Options: a.options}); err != nil {
				return err
			}
			return policyFormats[c.format](e.out, a)
		},
	}
	c.add(cmd)
	cmd.ValidArgs = policyNames()
	return cmd
}

// policyFormats are the values of --format.
var policyFormats = map[string]func(io.Writer, *policyAnswer) error{
	"text": policyText, "json": policyJSON, "csv": policyCSV, "svg": policySVG,
}

// A policyAnswer is everything that is printed.
type policyAnswer struct {
	*setting
	options []contrast.Option // the first is the scenario
	result  *contrast.Result
	again   string
}

// policyNames are the scenarios of the library that change another.
func policyNames() (names []string) {
	for _, s := range scenario.List() {
		if s.Extends != "" && !strings.HasPrefix(s.Name, "belief-") {
			names = append(names, s.Name)
		}
	}
	return names
}

// askPolicies reads flags and arguments and lays the policies over what they
// extend; its error names every fault of either.
func (c *contrastFlags) askPolicies(read func(string) ([]byte, error), args []string) (*policyAnswer, error) {
	overlays, err := c.policies(read, args)
	if err := errors.Join(c.check(), err); err != nil {
		return nil, err
	}
	s, err := c.setting(read)
	if err != nil {
		return nil, err
	}
	a := &policyAnswer{setting: s}
	if a.options, err = s.Load(overlays); err != nil {
		return nil, err
	}
	words := []string{"policy"}
	for _, arg := range args {
		words = append(words, quoted(arg))
	}
	a.again = c.again(s, strings.Join(words, " "))
	return a, nil
}

// policies are the overlays that arguments name. Unless --scenario says what
// they are laid over it is what they extend.
func (c *contrastFlags) policies(read func(string) ([]byte, error), args []string) ([]contrast.Overlay, error) {
	if len(args) == 0 {
		return nil, fmt.Errorf("which policy? name some of %s, or files", strings.Join(policyNames(), ", "))
	}
	var errs []error
	var overlays []contrast.Overlay
	var extended []string
	for _, arg := range args {
		if short, ok := strings.CutPrefix(arg, "belief-"); ok && slices.Contains(beliefNames(), short) {
			errs = append(errs, fmt.Errorf("%s is a belief set, no policy: give --beliefs %s", arg, short))
			continue
		}
		head, err := scenario.Head(arg, read)
		switch {
		case err != nil:
			errs = append(errs, err)
		case arg == c.scenario || arg == defaultScenario && c.scenario == "":
			errs = append(errs, fmt.Errorf("%s is the scenario itself: name policies that change it, some of %s, or files", arg, strings.Join(policyNames(), ", ")))
		case head.Extends == "" && c.scenario == "":
			errs = append(errs, fmt.Errorf("%s extends nothing, and a policy must extend the scenario it is asked of: if this is a scenario of its own, write a file with `extends: %s` and what the policy changes, and name that; if it changes another, say which by extends in the file, or by --scenario", arg, arg))
		default:
			overlays = append(overlays, contrast.Overlay{Name: labels([]string{arg})[0], Title: head.Title, File: arg})
			if head.Extends != "" && !slices.Contains(extended, head.Extends) {
				extended = append(extended, head.Extends)
			}
		}
	}
	if c.scenario == "" && len(extended) > 1 {
		errs = append(errs, fmt.Errorf("the policies extend %s: say by --scenario what all are laid over", strings.Join(extended, " and ")))
	}
	if c.scenario == "" && len(extended) == 1 {
		c.scenario = extended[0]
	}
	return overlays, errors.Join(errs...)
}
