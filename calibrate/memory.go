package calibrate

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"slices"
	"sync"
)

// A memory holds what draws gave in all cases, so that calibrations that leave
// out different episodes simulate a draw once, and a calibration that was
// killed goes on where it was.
type memory struct {
	mu    sync.Mutex
	known map[uint64]remembered // by luck
	fresh []remembered
	store func([]byte) error
}

// remembered is what one draw gave. Fields are exported for gob, which keeps
// every bit, NaN included.
type remembered struct {
	Luck  uint64
	Theta []float64
	Price [][3]float64 // [case]
	Units [][3]float64
	Share [][][3]float64
	Gone  [][]float64
}

// chunk is how many draws are stored together: a few seconds of work.
const chunk = 100

// Keep stores what is simulated from now on, some seconds of it at a time.
func (s *Study) Keep(store func(chunk []byte) error) { s.memo.store = store }

// Recall takes back a chunk that Keep stored.
func (s *Study) Recall(b []byte) error {
	var all []remembered
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&all); err != nil {
		return fmt.Errorf("calibration: a stored part cannot be read: %w: delete it, and it is simulated again", err)
	}
	s.memo.mu.Lock()
	defer s.memo.mu.Unlock()
	for _, r := range all {
		if len(r.Price) != len(s.cases) {
			return fmt.Errorf("calibration: a stored part is of %d cases, here are %d: it belongs to another study; delete it", len(r.Price), len(s.cases))
		}
		s.memo.put(r)
	}
	return nil
}

func (m *memory) put(r remembered) {
	if m.known == nil {
		m.known = map[uint64]remembered{}
	}
	m.known[r.Luck] = r
}

func (m *memory) recall(theta []float64, luck uint64) ([]outcome, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.known[luck]
	if !ok || !slices.Equal(r.Theta, theta) {
		return nil, false
	}
	o := make([]outcome, len(r.Price))
	for i := range o {
		o[i] = outcome{r.Price[i], r.Units[i], r.Share[i], r.Gone[i]}
	}
	return o, true
}

func (m *memory) keep(theta []float64, luck uint64, o []outcome) error {
	r := remembered{Luck: luck, Theta: slices.Clone(theta)}
	for i := range o {
		r.Price, r.Units = append(r.Price, o[i].price), append(r.Units, o[i].units)
		r.Share, r.Gone = append(r.Share, o[i].share), append(r.Gone, o[i].gone)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.put(r)
	if m.fresh = append(m.fresh, r); m.store == nil || len(m.fresh) < chunk {
		return nil
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(m.fresh); err != nil {
		return err
	}
	m.fresh = nil
	return m.store(b.Bytes())
}
