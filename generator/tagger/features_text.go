package tagger

import "math/bits"

// contextFeatures tell how the same word is used elsewhere in the text.
func (a *analysis) contextFeatures(c *collector, i int, v *window) {
	t := &a.tokens[i]
	w := &a.stats[a.stat[a.of[i]]]
	elsewhere := w.capital + w.start
	if t.capital && a.styles[t.sentence] == plain {
		elsewhere-- // itself
	}
	c.add(110, uint64(min(w.lower, 3))<<8|uint64(min(w.capital, 3))<<4|uint64(v.w.letters))
	if v.w.letters == lower || v.w.letters == noCase {
		return
	}
	start := i == a.doc.Sentences[t.sentence].First
	c.add(111, uint64(min(w.lower, 2))<<16|uint64(min(w.capital, 2))<<8|uint64(v.w.proper)<<4|uint64(a.styles[t.sentence])<<1|b2u(start))
	if elsewhere > 0 {
		c.add(112, b2u(w.afterCap > 0)|b2u(w.beforeCap > 0)<<1|b2u(w.given > 0)<<2|uint64(min(elsewhere, 3))<<3)
		own := b2u(i > int(t.run.first))
		c.add(113, b2u(w.afterCap > int32(own))|own<<1|b2u(w.given > 0)<<2)
		c.set(114, w.prev1&^t.prev|w.prev2)
		c.set(115, w.next1&^t.next|w.next2)
		c.set(139, w.before1&^t.before|w.before2)
		c.set(140, w.behind1&^t.behind|w.behind2)
	}
	if w.last != 0 {
		first, last := &a.forms[w.first-1], &a.forms[w.last-1]
		c.add(116, last.lower)
		c.add(117, first.lower)
		c.add(118, uint64(last.letters))
		c.add(122, pair(last.clusters[1], uint16(last.letters)))
		c.add(123, pair(last.clusters[2], uint16(last.letters)))
		c.add(124, mix(uint64(last.gazetteer), uint64(first.gazetteer)))
	}
}

// set adds a feature for each of the lowest eight bits in set.
func (c *collector) set(t template, set uint64) {
	for n := 0; set != 0 && n < 8; n++ {
		c.add(t, uint64(bits.TrailingZeros64(set)))
		set &= set - 1
	}
}

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
