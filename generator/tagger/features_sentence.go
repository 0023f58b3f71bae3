package tagger

import "math/bits"

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
	c.add(125, pair(uint16(own), uint16(v.w.proper)<<4|uint16(v.w.letters)))
	c.add(126, mix(own, mix(uint64(v.p1.clusters[1]), uint64(v.n1.clusters[1]))))
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
		a.apposition(c, int(run.last), last, at)
		if p := int(run.first) - 2; p >= first && a.tokens[p].capital {
			// a list, "Peru, Chile and Bolivia", or "City, Region"
			c.add(135, mix(a.flat(p), at(p+1).lower))
			c.add(136, mix(pair(at(p).clusters[1], uint16(where)), at(p+1).lower))
		}
		if n := int(run.last) + 1; n < last && a.tokens[n].capital {
			c.add(137, mix(a.flat(n), at(n-1).lower))
			c.add(138, mix(pair(at(n).clusters[1], uint16(where)), at(n-1).lower))
		}
		c.add(83, mix(pair(at(int(run.first) - 1).clusters[1], uint16(length)), uint64(at(int(run.last)).clusters[1])))
	}
	if run.last-run.first > 1 {
		where := place(i, int(run.first), int(run.last))
		c.add(130, mix(a.flat(int(run.first))<<16|a.flat(int(run.last)-1), where))
		for j := int(run.first); j < min(int(run.last), int(run.first)+6); j++ {
			if j != i {
				c.add(131, pair(at(j).clusters[1], uint16(b2u(j > i))))
				c.add(132, at(j).lower)
			}
		}
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

// apposition tells what is said of the sequence that ends before token j, as
// in "Acme, a maker of bolts".
func (a *analysis) apposition(c *collector, j, last int, at func(int) *form) {
	if j+2 >= last || at(j).letter != ',' && at(j).letter != '(' {
		return
	}
	opener := at(j + 1).lower
	for n := j + 2; n < min(j+6, last); n++ {
		f := at(n)
		if f.letters != lower {
			break
		}
		c.add(133, mix(opener, uint64(f.clusters[1])))
		c.add(134, uint64(f.clusters[2]))
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
	glue := b2u(a.joined(i, last))
	if i > first {
		glue |= b2u(a.joined(i+1, last)) << 1
	}
	if i > first+1 {
		glue |= b2u(a.joined(i-1, last)) << 2
	}
	if v.p1.letter == '-' || v.n1.letter == '-' || v.w.letter == '-' {
		c.add(119, mix(glue, uint64(v.w.letters)<<16|uint64(v.p1.letters)<<8|uint64(v.n1.letters)))
		c.add(120, mix(glue, pair(uint16(v.w.proper), uint16(v.w.letters))))
		c.add(121, mix(glue<<8|uint64(v.n2.letters), pair(uint16(v.n2.proper), uint16(v.p2.letters))))
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
