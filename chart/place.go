package chart

import (
	"fmt"
	"sort"
)

// spread moves labels apart along one axis so that none overlap: label i is
// height[i] tall and wants its centre at want[i]; all must lie in [lo, hi].
// Neighbours that collide become one block that sits at the mean of what its
// members want, so that the sum of squared moves is least (the pool of adjacent
// violators, Ayer et al. 1955). It fails if the labels are taller than the room.
func spread(want, height []float64, lo, hi float64) ([]float64, error) {
	order := make([]int, len(want))
	total := 0.0
	for i := range order {
		order[i] = i
		total += height[i]
	}
	if total > hi-lo {
		return nil, fmt.Errorf("labels need %.0f units of height and have %.0f: shorten the names, show fewer, or raise the height", total, hi-lo)
	}
	sort.SliceStable(order, func(a, b int) bool { return want[order[a]] < want[order[b]] })

	// A block holds members first..last of order, its top edge at top.
	type block struct {
		first, last      int
		top, height, sum float64
	}
	var blocks []block
	for k, i := range order {
		b := block{first: k, last: k, height: height[i], sum: want[i] - height[i]/2}
		b.top = within(b.sum, lo, hi-b.height)
		for len(blocks) > 0 {
			prev := blocks[len(blocks)-1]
			if prev.top+prev.height <= b.top {
				break
			}
			// A member's wish, seen from the top of the merged block.
			b = block{
				first: prev.first, last: b.last, height: prev.height + b.height,
				sum: prev.sum + b.sum - float64(float64(b.last-b.first+1)*prev.height),
			}
			b.top = within(b.sum/float64(b.last-b.first+1), lo, hi-b.height)
			blocks = blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}

	centre := make([]float64, len(want))
	for _, b := range blocks {
		y := b.top
		for k := b.first; k <= b.last; k++ {
			i := order[k]
			centre[i] = y + height[i]/2
			y += height[i]
		}
	}
	return centre, nil
}

func within(v, lo, hi float64) float64 { return max(lo, min(v, hi)) }
