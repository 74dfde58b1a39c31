package scenario

import (
	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/market"
)

// A document is a whole scenario file.
type document struct {
	Extends         string   `yaml:"extends,optional" doc:"scenario that this one changes: a name in the library, or a file beside this one"`
	Parameters      string   `yaml:"parameters,optional" doc:"set of rows in evidence/data/parameters.csv that gives the numbers this file does not"`
	Applied         []string `yaml:"applied,optional" doc:"layers already merged into this file; written by undercut"`
	market.World    `yaml:",inline"`
	Levers          []lever.Lever `yaml:"levers,optional" doc:"dated policies and strategies, each a mapping with its kind as the only key"`
	Counterfactuals []string      `yaml:"counterfactuals,optional" doc:"scenarios that say what would have happened instead"`
	Beliefs         []string      `yaml:"beliefs,optional" doc:"scenarios that overlay other priors"`
	Correlate       []correlation `yaml:"correlate,optional" doc:"rank correlations between uncertain numbers"`
	Calibrated      []string      `yaml:"calibrated,optional" doc:"paths of numbers tuned to history"`
}

// A correlation joins two uncertain numbers.
type correlation struct {
	Between []string `yaml:"between" doc:"two paths"`
	Rank    float64  `yaml:"rank,fixed" unit:"none" min:"-0.99" max:"0.99" doc:"Spearman correlation"`
}

// A spec is a number as a file writes it when it is more than a number.
type spec struct {
	Value     float64   `yaml:"value,fixed" doc:"central value"`
	Dist      string    `yaml:"dist,optional" enum:"constant,uniform,loguniform,triangular,pert,normal,lognormal,gamma,beta,discrete" doc:"law; absent: the number is certain"`
	Low       float64   `yaml:"low,optional,nan,fixed" doc:"uniform, loguniform, triangular, pert: lower bound; normal, lognormal, gamma, beta: 5% quantile"`
	High      float64   `yaml:"high,optional,nan,fixed" doc:"the upper bound or the 95% quantile"`
	Mode      float64   `yaml:"mode,optional,nan,fixed" doc:"triangular and pert: most likely value; absent: value"`
	Values    []float64 `yaml:"values,optional" doc:"discrete: values in increasing order"`
	Weights   []float64 `yaml:"weights,optional" doc:"discrete: their relative weights; absent: equal"`
	Source    string    `yaml:"source,optional" doc:"where the number comes from"`
	Grade     string    `yaml:"grade,optional" doc:"grade of the source"`
	KnownFrom string    `yaml:"known_from,optional" doc:"when the source was published"`
	Note      string    `yaml:"note,optional" doc:"remark"`
	Origin    string    `yaml:"origin,optional" doc:"where the number was given; written by undercut into the scenarios that a run keeps"`
}
