package search

import "sort"

// blockSize is how many bytes of a dictionary are compressed as one piece: more
// compress better, less are sooner there.
const blockSize = 3000

// A tableWriter writes a sorted table in blocks. Add the keys in their order.
type tableWriter struct {
	target int
	block  writer
	first  string // of the block
	last   string // key added
	data   []byte
	blocks []blockAt
}

// A blockAt is a block as the root knows it: no key before first is in it.
type blockAt struct {
	first string
	size  int
}

func (t *tableWriter) add(key string, value []byte) {
	if len(t.block.b) >= t.target {
		t.flush()
	}
	shared := 0
	if len(t.block.b) == 0 {
		t.first = separator(t.last, key)
	} else {
		shared = common(t.last, key)
	}
	t.block.number(shared)
	t.block.text(key[shared:])
	t.block.number(len(value))
	t.block.b = append(t.block.b, value...)
	t.last = key
}

func (t *tableWriter) flush() {
	if len(t.block.b) == 0 {
		return
	}
	before := len(t.data)
	t.data = squeeze(t.data, t.block.b)
	t.blocks = append(t.blocks, blockAt{t.first, len(t.data) - before})
	t.block.b = t.block.b[:0]
}

// cutFile ends a file and returns its bytes and its blocks.
func (t *tableWriter) cutFile() ([]byte, []blockAt) {
	t.flush()
	data, blocks := t.data, t.blocks
	t.data, t.blocks = nil, nil
	return data, blocks
}

// separator is the shortest beginning of key that comes after last.
func separator(last, key string) string {
	n := min(common(last, key)+1, len(key))
	for n < len(key) && key[n]&0xC0 == 0x80 {
		n++ // no half letter
	}
	return key[:n]
}

func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(b) && b[n]&0xC0 == 0x80 {
		n--
	}
	return n
}

// putIndex writes where the blocks of a table's files are.
func putIndex(w *writer, files [][]blockAt) {
	w.number(len(files))
	last := ""
	for _, blocks := range files {
		w.number(len(blocks))
		for _, b := range blocks {
			shared := common(last, b.first)
			w.number(shared)
			w.text(b.first[shared:])
			w.number(b.size)
			last = b.first
		}
	}
}

// A tableIndex finds the blocks of a table.
type tableIndex struct {
	blocks []indexed
	length []int // of the blocks of each file, all together
}

type indexed struct {
	first          string
	file, at, size int
}

func takeIndex(r *scanner) tableIndex {
	var x tableIndex
	last := ""
	for file := range r.number() {
		if r.failed {
			return x
		}
		at := 0
		for range r.number() {
			if r.failed {
				return x
			}
			last = last[:min(r.number(), len(last))] + r.text()
			size := r.number()
			x.blocks = append(x.blocks, indexed{last, file, at, size})
			at += size
		}
		x.length = append(x.length, at)
	}
	return x
}

// find is the number of the block that a key is in, if it is in any.
func (x *tableIndex) find(key string) int {
	return max(0, sort.Search(len(x.blocks), func(i int) bool { return x.blocks[i].first > key })-1)
}

// readBlock calls yield with each key and value of a block, until it returns
// false.
func readBlock(block []byte, yield func(key string, value []byte) bool) error {
	r := scanner{b: block}
	last := ""
	for len(r.b) > 0 {
		shared := min(r.number(), len(last))
		last = last[:shared] + r.text()
		value := r.bytes(r.number())
		if r.failed {
			return errDamaged
		}
		if !yield(last, value) {
			return nil
		}
	}
	return nil
}
