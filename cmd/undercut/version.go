package main

import (
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

const (
	version = "0.1.0"

	// engineVersion changes whenever the same inputs no longer give the same
	// numbers: with every change that is labelled [MODEL]. Runs carry it, and a
	// run of another engine is neither resumed, reused nor replayed.
	engineVersion = "0.1.0"
)

// versionCommand is "undercut version".
func versionCommand() *cobra.Command {
	licenses := false
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, its engine and its data",
		Long: `Print the versions of the program, of its engine and of its data.

Two runs with the same engine, the same data and the same inputs are the same
byte for byte.`,
		Example: `  undercut version
  undercut version --licenses`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if licenses {
				_, err := io.WriteString(cmd.OutOrStdout(), undercut.Notices+"\n"+evidence.Notice)
				return err
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "undercut %s\nengine   %s\ndata     %s\ngo       %s\n",
				version, engineVersion, evidence.Version(), runtime.Version())
			return err
		},
	}
	cmd.Flags().BoolVar(&licenses, "licenses", false, "print the licences of the software and of the data that the program contains")
	return cmd
}
