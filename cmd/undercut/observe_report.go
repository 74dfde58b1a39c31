package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut"
)

// observeReportCommand is "undercut observe report".
func observeReportCommand() *cobra.Command {
	var f observeFlags
	var out string
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Write the dashboard with its charts as one page",
		Long: `Writes one HTML page that needs nothing else: prices of fixed capabilities,
the frontier by openness and country, lags, price against capability, openness over
time, learning curves of hardware, the table under each chart, all figures with
their definitions, and who is to be named for the data.`,
		Example: `  undercut observe report
  undercut observe report --as-of 2024-12-31 --ruler latest --out then.html`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f.format = "text"
			o, err := f.observatory()
			if err != nil {
				return badInput{err}
			}
			var page bytes.Buffer
			if err := o.HTML(&page); err != nil {
				return err
			}
			if err := replacePage("--out", out, page.Bytes()); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s, as seen by %v\n", out, o.View.Day)
			return err
		},
	}
	f.addDays(cmd)
	cmd.Flags().BoolVar(&f.choice.Strict, "strict", false, "only weights without terms on use count as open")
	cmd.Flags().StringVar(&out, "out", "observatory.html", "the `FILE` to write; a page of an earlier day is replaced, nothing else is")
	return cmd
}

// again are the flags that make a view once more, in the days that they stood
// for and with the evidence that was joined.
func (f *observeFlags) again(day, ruler undercut.Day) string {
	line := "--as-of " + day.String()
	if f.ruler != "" {
		line += " --ruler " + ruler.String()
	}
	if f.evidence.dir != "" {
		line += " --evidence " + quoted(f.evidence.dir)
	}
	return line
}

// ours is what every page of this program holds.
var ours = []byte(`<meta name="generator" content="undercut">`)

// replacePage writes a page whole or not at all, and only over a page.
func replacePage(flag, name string, page []byte) error {
	switch before, err := readUpTo(name, 4096); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return badInput{fmt.Errorf("%s: %w", flag, err)}
	case !bytes.Contains(before, ours):
		return badInput{fmt.Errorf("%s is %s: there is a file that is no page of undercut; move it or name another", flag, name)}
	}
	t, err := os.CreateTemp(filepath.Dir(name), ".observatory-*")
	if err != nil {
		return badInput{fmt.Errorf("%s: %w", flag, err)}
	}
	defer os.Remove(t.Name())
	if _, err := t.Write(page); err != nil {
		return errors.Join(fmt.Errorf("cannot write %s: %w", name, err), t.Close())
	}
	if err := errors.Join(t.Chmod(0o644), t.Close()); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, err)
	}
	return os.Rename(t.Name(), name)
}
