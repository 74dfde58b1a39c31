package episode

import _ "embed" // for AI

//go:embed ai/scenario.yaml
var ai []byte

// AI is the scenario of the AI market as it could be known at the end of 2024.
// Its rows are not here: package evidence has them, each with the day on which
// it could first be read.
func AI() []byte { return ai }
