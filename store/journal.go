package store

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// magic starts a journal; a frame with the input hash follows it.
const magic = "UNDERCT\x01"

// A journal is the append-only file of a run's records. It is never rewritten
// in place: what follows the last whole record is cut off when it is opened.
type journal struct {
	shape
	f     *os.File
	w     io.Writer // f; tests put a disk that fills up in its place
	size  int64     // end of the last whole record
	index []int64   // by future*cells+cell: offset of the record, negative if it failed, 0 if absent
	kept  int       // records in the index
	buf   []byte
}

// openJournal opens the journal at path, or makes it, and reads its records
// into the index. It returns how many bytes at the end were not whole records
// and were cut off. A journal of another run is an error.
func openJournal(path, inputHash string, s shape) (j *journal, dropped int64, err error) {
	if err := Regular(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, 0, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, 0, err
	}
	j = &journal{shape: s, f: f, w: f, index: make([]int64, s.futures*s.cells)}
	info, err := f.Stat()
	if err == nil {
		err = j.scan(info.Size(), inputHash)
	}
	if err == nil && info.Size() > j.size {
		dropped = info.Size() - j.size
		err = f.Truncate(j.size)
	}
	if err == nil {
		_, err = f.Seek(j.size, io.SeekStart)
	}
	if err == nil && j.size == 0 {
		err = j.begin(inputHash)
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return j, dropped, nil
}

// begin writes the header of an empty journal.
func (j *journal) begin(inputHash string) error {
	b := appendFrame([]byte(magic), func(b []byte) []byte { return append(b, inputHash...) })
	if _, err := j.w.Write(b); err != nil {
		return err
	}
	j.size = int64(len(b))
	return nil
}

// scan reads a journal of length end up to the first thing that is not a
// whole record of this run.
func (j *journal) scan(end int64, inputHash string) error {
	if _, err := j.f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	in := bufio.NewReaderSize(j.f, 1<<20)
	start := make([]byte, len(magic))
	if _, err := io.ReadFull(in, start); err != nil || string(start) != magic {
		return readFault(err)
	}
	hash, err := j.nextFrame(in, end-int64(len(magic)))
	if err != nil {
		return readFault(err)
	}
	if string(hash) != inputHash {
		return fmt.Errorf("%s is the journal of input hash %s, this run has %s: move it away", j.f.Name(), short(string(hash)), short(inputHash))
	}
	j.size = int64(len(magic) + frameHead + len(hash))
	var rec Record
	for j.size < end {
		b, err := j.nextFrame(in, end-j.size)
		if err == nil {
			err = j.decode(b, &rec)
		}
		if err == nil && j.index[j.place(&rec)] != 0 {
			err = errCorrupt
		}
		if err != nil {
			return readFault(err)
		}
		j.note(&rec, int64(frameHead+len(b)))
	}
	return nil
}

// readFault keeps the errors of the disk and drops those that say where the
// whole records end.
func readFault(err error) error {
	if errors.Is(err, errCorrupt) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil
	}
	return err
}

// nextFrame reads a frame of at most limit bytes and returns its payload,
// valid until the next call.
func (j *journal) nextFrame(in io.Reader, limit int64) ([]byte, error) {
	j.buf = grow(j.buf, frameHead)
	if _, err := io.ReadFull(in, j.buf); err != nil {
		return nil, err
	}
	n := int64(binary.LittleEndian.Uint32(j.buf))
	if n == 0 || frameHead+n > limit {
		return nil, errCorrupt
	}
	j.buf = grow(j.buf, int(frameHead+n))
	if _, err := io.ReadFull(in, j.buf[frameHead:]); err != nil {
		return nil, err
	}
	return payload(j.buf)
}

// grow returns b with length n and its old content.
func grow(b []byte, n int) []byte {
	if n > cap(b) {
		b = append(b[:cap(b)], make([]byte, n-cap(b))...)
	}
	return b[:n]
}

func (j *journal) place(r *Record) int { return r.Future*j.cells + r.Cell }

// note enters a record of n bytes at the end of the journal into the index.
func (j *journal) note(r *Record, n int64) {
	at := j.size
	if r.Err != "" {
		at = -at
	}
	j.index[j.place(r)] = at
	j.kept++
	j.size += n
}

// append writes one record. After an error the end of the file is unknown and
// the journal must be opened again.
func (j *journal) append(r *Record) error {
	if err := j.check(r); err != nil {
		return err
	}
	if j.index[j.place(r)] != 0 {
		return fmt.Errorf("future %d of cell %d is in the journal already", r.Future, r.Cell)
	}
	j.buf = appendFrame(j.buf[:0], r.appendPayload)
	n, err := j.w.Write(j.buf)
	if err == nil && n < len(j.buf) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return err
	}
	j.note(r, int64(n))
	return nil
}

// read fills r with the record at a place of the index.
func (j *journal) read(place int, r *Record) error {
	at := abs(j.index[place])
	j.buf = grow(j.buf, frameHead)
	if _, err := j.f.ReadAt(j.buf, at); err != nil {
		return err
	}
	n := int64(binary.LittleEndian.Uint32(j.buf))
	if at+frameHead+n > j.size {
		return j.damaged(at)
	}
	j.buf = grow(j.buf, int(frameHead+n))
	if _, err := j.f.ReadAt(j.buf, at); err != nil {
		return err
	}
	b, err := payload(j.buf)
	if err == nil {
		err = j.decode(b, r)
	}
	if err != nil || j.place(r) != place {
		return j.damaged(at)
	}
	return nil
}

func (j *journal) damaged(at int64) error {
	return fmt.Errorf("%s changed on disk at byte %d: resume the run to simulate again what is lost", j.f.Name(), at)
}

func abs(x int64) int64 { return max(x, -x) }
