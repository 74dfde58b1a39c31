package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
)

// A Record is one future of one cell, as package ensemble gives it.
type Record struct {
	Cell, Future int       // Cell is an index into Manifest.Cells
	Draws        []float64 // by Manifest.DrawNames; a failed future may have fewer
	Outcomes     []float64 // by Manifest.OutcomeNames; NaN is undefined; empty if failed
	Series       []float32 // by Manifest.SeriesNames × month, row-major; empty if failed or the cell keeps none
	Err          string    // why this future failed; "" if it did not
}

// A shape is what a record of a run must look like.
type shape struct {
	futures, cells, draws, outcomes int

	columns []int // by cell: series × months, 0 if it keeps none
}

func (m *Manifest) shape() shape {
	s := shape{m.Futures, len(m.Cells), len(m.DrawNames), len(m.OutcomeNames), make([]int, len(m.Cells))}
	for c := range s.columns {
		if m.Keep == nil || m.Keep[c] {
			s.columns[c] = len(m.SeriesNames) * m.MonthCount()
		}
	}
	return s
}

// check says what is wrong with a record.
func (s shape) check(r *Record) error {
	at := fmt.Sprintf("future %d of cell %d", r.Future, r.Cell)
	switch {
	case r.Future < 0 || r.Future >= s.futures || r.Cell < 0 || r.Cell >= s.cells:
		return fmt.Errorf("%s is outside a run of %d futures of %d cells", at, s.futures, s.cells)
	case r.Err != "" && (len(r.Draws) > s.draws || len(r.Outcomes) > 0 || len(r.Series) > 0):
		return fmt.Errorf("%s failed but has %d draws, %d outcomes and %d values of series: want at most %d, 0 and 0",
			at, len(r.Draws), len(r.Outcomes), len(r.Series), s.draws)
	case r.Err == "" && (len(r.Draws) != s.draws || len(r.Outcomes) != s.outcomes || len(r.Series) != s.columns[r.Cell]):
		return fmt.Errorf("%s has %d draws, %d outcomes and %d values of series: want %d, %d and %d",
			at, len(r.Draws), len(r.Outcomes), len(r.Series), s.draws, s.outcomes, s.columns[r.Cell])
	}
	return nil
}

// The journal is a sequence of frames, all numbers little-endian:
//
//	length  uint32   of the payload in bytes
//	crc     uint32   CRC-32C of the length and the payload
//	payload
//
// and the payload of a record is
//
//	future, cell, draws, outcomes, columns, err   uint32 each; the last four are counts
//	err bytes, draws float64, outcomes float64, columns float32
//
// so the series of every future that did not fail starts at the same distance
// from the start of its frame (seriesAt).
const (
	frameHead  = 8
	recordHead = 24
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// errCorrupt is a frame whose check sum or counts do not add up.
var errCorrupt = errors.New("record is damaged")

// seriesAt returns the distance from a frame's start to its series.
func (s shape) seriesAt() int64 { return int64(frameHead + recordHead + 8*(s.draws+s.outcomes)) }

// appendFrame appends a frame whose payload is what fill appends.
func appendFrame(b []byte, fill func([]byte) []byte) []byte {
	start := len(b)
	b = fill(append(b, make([]byte, frameHead)...))
	binary.LittleEndian.PutUint32(b[start:], uint32(len(b)-start-frameHead))
	binary.LittleEndian.PutUint32(b[start+4:], frameSum(b[start:]))
	return b
}

// frameSum is the check sum of a frame, over its length and its payload.
func frameSum(frame []byte) uint32 {
	return crc32.Update(crc32.Checksum(frame[:4], castagnoli), castagnoli, frame[frameHead:])
}

// payload returns the payload of a frame after checking its sum.
func payload(frame []byte) ([]byte, error) {
	if frameSum(frame) != binary.LittleEndian.Uint32(frame[4:]) {
		return nil, errCorrupt
	}
	return frame[frameHead:], nil
}

// appendPayload appends the payload of a record.
func (r *Record) appendPayload(b []byte) []byte {
	le := binary.LittleEndian
	for _, n := range []int{r.Future, r.Cell, len(r.Draws), len(r.Outcomes), len(r.Series), len(r.Err)} {
		b = le.AppendUint32(b, uint32(n))
	}
	b = append(b, r.Err...)
	for _, x := range r.Draws {
		b = le.AppendUint64(b, math.Float64bits(x))
	}
	for _, x := range r.Outcomes {
		b = le.AppendUint64(b, math.Float64bits(x))
	}
	for _, x := range r.Series {
		b = le.AppendUint32(b, math.Float32bits(x))
	}
	return b
}

// decode fills r from a payload, reusing its slices. A payload of another
// shape is errCorrupt.
func (s shape) decode(b []byte, r *Record) error {
	if len(b) < recordHead {
		return errCorrupt
	}
	var n [6]uint64
	for i := range n {
		n[i] = uint64(binary.LittleEndian.Uint32(b[4*i:]))
	}
	if uint64(len(b)) != recordHead+n[5]+8*n[2]+8*n[3]+4*n[4] {
		return errCorrupt
	}
	r.Future, r.Cell = int(n[0]), int(n[1])
	b = b[recordHead:]
	r.Err, b = string(b[:n[5]]), b[n[5]:]
	r.Draws, b = take64(b, r.Draws[:0], n[2])
	r.Outcomes, b = take64(b, r.Outcomes[:0], n[3])
	r.Series = take32(b, r.Series[:0])
	if s.check(r) != nil {
		return errCorrupt
	}
	return nil
}

func take64(b []byte, dst []float64, n uint64) ([]float64, []byte) {
	for range n {
		dst = append(dst, math.Float64frombits(binary.LittleEndian.Uint64(b)))
		b = b[8:]
	}
	return dst, b
}

func take32(b []byte, dst []float32) []float32 {
	for ; len(b) > 0; b = b[4:] {
		dst = append(dst, math.Float32frombits(binary.LittleEndian.Uint32(b)))
	}
	return dst
}
