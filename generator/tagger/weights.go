package tagger

// A weightTable maps features to their weights by open addressing. Key and
// weights lie together: looking a feature up takes time for fetching them from
// memory, and for little else.
type weightTable struct {
	slots []weightSlot // a power of two, two in three filled at most
	shift uint
}

type weightSlot struct {
	key uint32 // 0 if empty
	row packed
}

// packed is a Row in a form that adds labels in lanes: each byte is a weight
// plus 128, labels 1 to 16 from the low end.
type packed [4]uint32

// halves are the weights of labels 1 to 8 and 9 to 16.
func (p *packed) halves() (a, b uint64) {
	return uint64(p[0]) | uint64(p[1])<<32, uint64(p[2]) | uint64(p[3])<<32
}

func (p *packed) set(label int, weight int8) {
	p[label/4] &^= 0xFF << (8 * (label % 4))
	p[label/4] |= uint32(uint8(weight)+128) << (8 * (label % 4))
}

func (p *packed) weight(label int) int8 { return int8(uint8(p[label/4]>>(8*(label%4))) - 128) }

func (r *Row) pack() (p packed) {
	for y, weight := range r {
		p.set(y, weight)
	}
	return p
}

// weightKey is the Key of a feature, but never 0.
func weightKey(feature uint64) uint32 { return max(Key(feature), 1) }

func (t *weightTable) init(n int) {
	bits := uint(4)
	for 2<<bits < 3*n {
		bits++
	}
	t.slots, t.shift = make([]weightSlot, 1<<bits), 32-bits
}

func (t *weightTable) at(key uint32) uint32 { return (key * 0x9E3779B1) >> t.shift }

// add enters a row; the first one of a key counts.
func (t *weightTable) add(key uint32, row packed) {
	key = max(key, 1)
	mask := uint32(len(t.slots) - 1)
	i := t.at(key) & mask
	for ; t.slots[i].key != 0; i = (i + 1) & mask {
		if t.slots[i].key == key {
			return
		}
	}
	t.slots[i] = weightSlot{key, row}
}

// find returns the slot of a key, nil if there is none.
func (t *weightTable) find(key uint32) *weightSlot {
	mask := uint32(len(t.slots) - 1)
	for i := t.at(key) & mask; ; i = (i + 1) & mask {
		switch s := &t.slots[i]; s.key {
		case key:
			return s
		case 0:
			return nil
		}
	}
}

// rows are the rows by key.
func (t *weightTable) rows() map[uint32]*packed {
	rows := make(map[uint32]*packed, len(t.slots)/2)
	for i := range t.slots {
		if s := &t.slots[i]; s.key != 0 {
			rows[s.key] = &s.row
		}
	}
	return rows
}
