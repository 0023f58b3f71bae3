package tagger

import "math/bits"

// MaxFeatures bounds how many features a token has; decoding adds bytes in
// sixteen-bit lanes and relies on it.
const MaxFeatures = 250

// A template is the number of one kind of feature.
type template = uint64

// A collector gathers the features of one token.
type collector struct {
	out []uint64
}

func (c *collector) add(t template, h uint64) {
	c.out = append(c.out, mix(t*0xD6E8FEB86659FD93+1, h))
}

// boundary stands for the words before and after a sentence.
var boundary = func() form {
	var f form
	f.set("\x00")
	return f
}()

// features appends the features of token i to out.
func (a *analysis) features(i int, out []uint64) []uint64 {
	s := a.doc.Sentences[a.tokens[i].sentence]
	at := func(j int) *form {
		if j < s.First || j >= s.Last {
			return &boundary
		}
		return a.form(j)
	}
	w := window{at(i - 2), at(i - 1), at(i), at(i + 1), at(i + 2)}
	c := collector{out}
	w.words(&c)
	w.shapes(&c)
	w.clusters(&c)
	a.gazetteerFeatures(&c, i, s.First, s.Last, &w)
	a.runFeatures(&c, i, s.First, s.Last, at)
	a.placeFeatures(&c, i, s.First, s.Last, &w, at)
	a.contextFeatures(&c, i, &w)
	return c.out
}

// A window is a token with two neighbours on each side.
type window struct{ p2, p1, w, n1, n2 *form }

func (v *window) words(c *collector) {
	c.add(1, 0)
	c.add(2, v.w.exact)
	c.add(3, v.w.lower)
	c.add(4, v.p1.lower)
	c.add(5, v.n1.lower)
	c.add(6, v.p2.lower)
	c.add(7, v.n2.lower)
	c.add(8, mix(v.p1.lower, v.w.lower))
	c.add(9, mix(v.w.lower, v.n1.lower))
	c.add(10, mix(v.p1.lower, v.n1.lower))
	c.add(11, mix(v.p2.lower, v.p1.lower))
	c.add(12, mix(v.n1.lower, v.n2.lower))
	for i := range affixes {
		c.add(13+uint64(i), v.w.prefix[i])
		c.add(17+uint64(i), v.w.suffix[i])
	}
	c.add(21, v.p1.suffix[1])
	c.add(22, v.n1.suffix[1])
}

func (v *window) shapes(c *collector) {
	c.add(23, v.w.shape)
	c.add(24, v.w.long)
	c.add(25, mix(v.p1.shape, v.w.shape))
	c.add(26, mix(v.w.shape, v.n1.shape))
	c.add(27, mix(mix(v.p1.shape, v.w.shape), v.n1.shape))
	c.add(28, mix(v.w.long, v.p1.lower))
	c.add(29, mix(v.w.shape, v.n1.lower))
	c.add(30, mix(mix(v.p1.shape, v.p2.shape), v.w.shape))
	c.add(31, mix(mix(v.n1.shape, v.n2.shape), v.w.shape))
}

func (v *window) clusters(c *collector) {
	for i := range Levels {
		n := uint64(i)
		c.add(32+n, uint64(v.w.clusters[i]))
		c.add(36+n, uint64(v.p1.clusters[i]))
		c.add(40+n, uint64(v.n1.clusters[i]))
	}
	for i := range 2 {
		n := uint64(i)
		c.add(44+n, uint64(v.p2.clusters[i+1]))
		c.add(46+n, uint64(v.n2.clusters[i+1]))
		c.add(48+n, pair(v.p1.clusters[i+1], v.w.clusters[i+1]))
		c.add(50+n, pair(v.w.clusters[i+1], v.n1.clusters[i+1]))
		c.add(52+n, mix(pair(v.p1.clusters[i], v.w.clusters[i]), uint64(v.n1.clusters[i])))
	}
	c.add(54, pair(v.p1.clusters[1], v.n1.clusters[1]))
	c.add(55, mix(uint64(v.w.clusters[2]), v.w.shape))
	c.add(56, mix(v.p1.lower, uint64(v.w.clusters[2])))
	c.add(57, mix(v.n1.lower, uint64(v.w.clusters[2])))
	c.add(58, pair(uint16(v.w.proper), uint16(v.w.letters)))
	c.add(59, mix(pair(uint16(v.p1.letters), uint16(v.w.proper)), pair(uint16(v.n1.letters), uint16(v.w.letters))))
}

func pair(a, b uint16) uint64 { return uint64(a)<<16 | uint64(b) }

// gazetteerFeatures tell which entries the token is in, and its neighbours.
func (a *analysis) gazetteerFeatures(c *collector, i, first, last int, v *window) {
	t := &a.tokens[i]
	all := uint64(0)
	for position, mask := range t.gazetteer {
		all |= uint64(mask) << (16 * position)
		for m := mask; m != 0; m &= m - 1 {
			class := uint64(bits.TrailingZeros16(m))
			c.add(60, uint64(position)<<8|class)
			c.add(61, mix(uint64(position)<<8|class, v.w.lower))
		}
	}
	previous, next := uint64(0), uint64(0)
	if i > first {
		previous = a.flat(i - 1)
	}
	if i+1 < last {
		next = a.flat(i + 1)
	}
	c.add(62, mix(all, uint64(v.w.letters)))
	c.add(63, previous)
	c.add(64, next)
	own := a.flat(i)
	c.add(65, previous<<20|own)
	c.add(66, own<<20|next)
	c.add(67, mix(previous<<20|own, next))
	c.add(68, mix(own, uint64(v.p1.clusters[1])))
	c.add(69, mix(own, uint64(v.n1.clusters[1])))
	c.add(70, mix(own, v.p1.lower))
	c.add(71, mix(own, v.n1.lower))
	if a.sport {
		c.add(72, own)
		c.add(73, uint64(v.w.letters))
		c.add(74, v.p1.lower)
	}
}

// flat is the classes of the entries a token is in, whatever its position.
func (a *analysis) flat(i int) uint64 {
	g := &a.tokens[i].gazetteer
	return uint64(g[0] | g[1] | g[2] | g[3])
}

// runFeatures tell of the sequence of capitals the token is in: how long it
// is, its first and last word, and what stands around it.
func (a *analysis) runFeatures(c *collector, i, first, last int, at func(int) *form) {
	t := &a.tokens[i]
	run, loose := t.run, t.loose
	if run.last == run.first {
		if loose.last == loose.first {
			c.add(75, 0)
			return
		}
	} else {
		length := uint64(min(run.last-run.first, 6))
		where := place(i, int(run.first), int(run.last))
		c.add(75, length<<4|where)
		c.add(76, mix(at(int(run.last)-1).lower, where))
		c.add(77, mix(at(int(run.first)).lower, where))
		c.add(78, mix(at(int(run.last)).lower, where))
		c.add(79, mix(at(int(run.first)-1).lower, where))
		c.add(80, pair(at(int(run.last) - 1).clusters[2], uint16(where)))
		c.add(81, pair(at(int(run.last)).clusters[2], uint16(where)))
		c.add(82, pair(at(int(run.first) - 1).clusters[2], uint16(where)))
		c.add(83, mix(pair(at(int(run.first) - 1).clusters[1], uint16(length)), uint64(at(int(run.last)).clusters[1])))
	}
	if loose != run {
		where := place(i, int(loose.first), int(loose.last))
		c.add(84, mix(at(int(loose.last)-1).lower, where))
		c.add(85, mix(at(int(loose.first)).lower, where))
		c.add(86, pair(at(int(loose.first)).clusters[2], uint16(where)))
		c.add(87, mix(at(int(loose.first)-1).lower, where))
		c.add(88, mix(at(int(loose.last)).lower, where))
		c.add(89, pair(at(int(loose.first)).clusters[2], at(int(loose.last) - 1).clusters[2]))
	}
}

// place is where i stands in [first, last), as BILOU has it.
func place(i, first, last int) uint64 {
	switch {
	case last-first <= 1:
		return Only
	case i == first:
		return Begin
	case i == last-1:
		return Last
	}
	return Inside
}

// placeFeatures tell where in the sentence and the text the token stands.
func (a *analysis) placeFeatures(c *collector, i, first, last int, v *window, at func(int) *form) {
	t := &a.tokens[i]
	style := uint64(a.styles[t.sentence])
	start := i == first || i == first+1 && v.p1.letters == noCase
	if start {
		c.add(90, pair(uint16(v.w.letters), uint16(v.w.proper)))
		c.add(91, v.w.lower)
		c.add(92, pair(v.w.clusters[2], uint16(v.w.letters)))
	}
	if style != 0 {
		c.add(93, style<<8|uint64(v.w.letters))
		c.add(94, mix(style, pair(uint16(v.w.proper), uint16(a.flat(i)))))
	}
	if t.sentence == 0 {
		c.add(95, uint64(min(i-first, 4)))
		c.add(96, mix(v.w.shape, v.n1.lower))
	}
	if v.p1.letter == '-' || v.p1.letter == '–' {
		c.add(97, at(i-2).lower)
		c.add(98, pair(at(i - 2).clusters[1], uint16(at(i-2).letters)))
	}
	if v.n1.letter == '-' || v.n1.letter == '–' {
		c.add(99, at(i+2).lower)
		c.add(100, pair(at(i + 2).clusters[1], uint16(at(i+2).letters)))
	}
	if v.p1.letter == '(' {
		c.add(101, mix(at(i-2).lower, uint64(v.w.letters)))
		c.add(102, pair(at(i - 2).clusters[2], uint16(v.n1.letter)))
		if i-2 >= first {
			loose := a.tokens[i-2].loose
			c.add(103, mix(at(int(loose.first)).lower, uint64(v.n1.letter)))
		}
	}
	if v.n1.letter == ',' || v.p1.letter == ',' {
		// City, Region
		c.add(104, pair(v.n1.gazetteer|v.n2.gazetteer, uint16(v.w.gazetteer)))
		c.add(105, pair(v.p1.gazetteer|v.p2.gazetteer, uint16(v.w.gazetteer)))
		c.add(106, pair(v.n2.clusters[1], uint16(v.n1.letter)))
		c.add(107, pair(v.p2.clusters[1], uint16(v.p1.letter)))
	}
}

// contextFeatures tell how the same word is used elsewhere in the text.
func (a *analysis) contextFeatures(c *collector, i int, v *window) {
	t := &a.tokens[i]
	w := &a.stats[a.stat[a.of[i]]]
	capital := w.capital
	ownCapital := t.capital && a.styles[t.sentence] == plain
	elsewhere := w.capital + w.start
	if ownCapital {
		elsewhere--
	}
	c.add(110, uint64(min(w.lower, 3))<<8|uint64(min(capital, 3))<<4|uint64(v.w.letters))
	if v.w.letters == lower || v.w.letters == noCase {
		return
	}
	start := i == a.doc.Sentences[t.sentence].First
	c.add(111, uint64(min(w.lower, 2))<<16|uint64(min(capital, 2))<<8|uint64(v.w.proper)<<4|uint64(a.styles[t.sentence])<<1|b2u(start))
	if elsewhere > 0 {
		c.add(112, b2u(w.afterCap > 0)|b2u(w.beforeCap > 0)<<1|b2u(w.given > 0)<<2|uint64(min(elsewhere, 3))<<3)
		own := b2u(i > int(t.run.first))
		c.add(113, b2u(w.afterCap > int32(own))|own<<1|b2u(w.given > 0)<<2)
		prev := w.prev1&^t.prev | w.prev2
		next := w.next1&^t.next | w.next2
		for n := 0; prev != 0 && n < 8; n++ {
			c.add(114, uint64(bits.TrailingZeros64(prev)))
			prev &= prev - 1
		}
		for n := 0; next != 0 && n < 8; n++ {
			c.add(115, uint64(bits.TrailingZeros64(next)))
			next &= next - 1
		}
	}
	if w.expansion != 0 {
		c.add(116, w.expansion)
		c.add(117, w.expansionFirst)
		c.add(118, 0)
	}
}

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
