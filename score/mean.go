package score

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// An Estimate is an average over scores that err in clusters.
type Estimate struct {
	Value, SE   float64
	N, Clusters int
}

// Interval returns Value ± t SE with Clusters - 1 degrees of freedom. With few
// clusters t is far from 2, and the truth even less sure (Cameron and Miller
// 2015, section VI).
func (e Estimate) Interval(level float64) (Interval, error) {
	if err := openUnit("level", level); err != nil {
		return Interval{}, err
	}
	if e.Clusters < 2 {
		return Interval{}, fmt.Errorf("score: an estimate from %d clusters: its error cannot be told from fewer than two", e.Clusters)
	}
	t := distuv.StudentsT{Sigma: 1, Nu: float64(e.Clusters - 1)}.Quantile(0.5 + level/2)
	return Interval{e.Value - t*e.SE, e.Value + t*e.SE}, nil
}

// Mean returns the average of scores and its standard error when those of one
// cluster (an episode, a technology, named by any number) err together in any
// way and clusters err apart. With G clusters,
//
//	Var = G/(G-1) Σ_g (Σ_(i in g) (x_i - mean))² / n²
//
// the cluster-robust variance of a regression on a constant (Cameron and Miller
// 2015). Scores repeated within their cluster make it no
// smaller. With each score a cluster it is the usual one.
//
// It is an error if a score is not finite, or if all are of one cluster.
func Mean(x []float64, cluster []int) (Estimate, error) {
	if err := checkClusters("score", x, cluster); err != nil {
		return Estimate{}, err
	}
	var sum float64
	for _, v := range x {
		sum += v
	}
	n := float64(len(x))
	mean := sum / n
	miss := make([]float64, len(x))
	for i, v := range x {
		miss[i] = v - mean
	}
	return clustered(mean, n, miss, cluster)
}

// clustered is the estimate whose error is Σ miss / scale.
func clustered(value, scale float64, miss []float64, cluster []int) (Estimate, error) {
	var sums []float64
	place := map[int]int{} // cluster to its place in sums, by first appearance
	for i, c := range cluster {
		g, ok := place[c]
		if !ok {
			g = len(sums)
			place[c] = g
			sums = append(sums, 0)
		}
		sums[g] += miss[i]
	}
	var squares float64
	for _, s := range sums {
		squares += s * s
	}
	g := float64(len(sums))
	se, err := held("the standard error", math.Sqrt(g/(g-1)*squares)/math.Abs(scale))
	return Estimate{Value: value, SE: se, N: len(miss), Clusters: len(sums)}, err
}

func checkClusters(name string, x []float64, cluster []int) error {
	if err := errors.Join(sameLength("clusters", len(cluster), name+"s", len(x)), numbers(name, x)); err != nil {
		return err
	}
	for _, c := range cluster {
		if c != cluster[0] {
			return nil
		}
	}
	return fmt.Errorf("score: all %d %ss are of cluster %d: their common error cannot be told from one; give two clusters or more", len(x), name, cluster[0])
}
