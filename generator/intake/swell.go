package intake

import (
	"errors"
	"io"
)

// errSwells is what reading data gives that was compressed so as to exhaust who
// unpacks it.
var errSwells = errors.New("the data swells more than any text does when it is unpacked")

// A meter counts what is read through it.
type meter struct {
	io.Reader
	n int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	m.n += int64(n)
	return n, err
}

// A swellGuard reads unpacked data and gives up when there is too much of it
// for the packed data it came from.
type swellGuard struct {
	unpacked io.Reader
	packed   *meter
	n        int64
}

func (g *swellGuard) Read(p []byte) (int, error) {
	n, err := g.unpacked.Read(p)
	if g.n += int64(n); g.n > maxFree && g.n/maxRatio > g.packed.n {
		return n, errSwells
	}
	return n, err
}
