package tagger

import "pressmark/generator/text"

// MaxFeatures bounds how many features a token has; decoding adds bytes in
// sixteen-bit lanes and relies on it.
const MaxFeatures = 250

// A template is the number of one kind of feature.
type template = uint64

// A collector gathers the features of one token. Which it takes, joint and roles
// say: training takes all.
type collector struct {
	out   []uint64
	joint bool    // those of several words, and of where the token stands
	roles roleSet // those of one word alone that stands at one of these places
}

// A role is where a word stands to the token: it is the token, or one or two
// before or after.
type role uint8

const (
	isToken role = iota
	isBefore
	isAfter
	isBefore2
	isAfter2
	numRoles
)

type roleSet uint8

const allRoles roleSet = 1<<numRoles - 1

func (s roleSet) has(r role) bool { return s>>r&1 != 0 }

func (c *collector) add(t template, h uint64) {
	if c.joint {
		c.out = append(c.out, hashOf(t, h))
	}
}

// of adds a feature that one word alone gives, wherever it stands.
func (c *collector) of(r role, t template, h uint64) {
	if c.roles.has(r) {
		c.out = append(c.out, hashOf(t, h))
	}
}

func hashOf(t template, h uint64) uint64 { return mix(t*0xD6E8FEB86659FD93+1, h) }

// boundary stands for the words before and after a sentence.
var boundary = func() form {
	var f form
	f.set("\x00")
	return f
}()

// features appends all the features of token i to out.
func (a *analysis) features(i int, out []uint64) []uint64 {
	c := collector{out: out, joint: true, roles: allRoles}
	w := a.window(i)
	w.collect(&c)
	a.collect(&c, i, &w)
	return c.out
}

// collect gathers the features of token i that are not those of its window.
func (a *analysis) collect(c *collector, i int, w *window) {
	s := a.doc.Sentences[a.tokens[i].sentence]
	at := func(j int) *form { return a.formIn(j, s) }
	a.gazetteerFeatures(c, i, s.First, s.Last, w)
	a.runFeatures(c, i, s.First, s.Last, at)
	a.placeFeatures(c, i, s.First, s.Last, w, at)
	a.contextFeatures(c, i, w)
	c.add(127, uint64(at(i - 3).clusters[1]))
	c.add(128, uint64(at(i + 3).clusters[1]))
}

// formIn is the form of token j, or what stands for one outside the sentence.
func (a *analysis) formIn(j int, s text.Sentence) *form {
	if j < s.First || j >= s.Last {
		return &a.edge
	}
	return a.form(j)
}

// window returns token i with its neighbours.
func (a *analysis) window(i int) window {
	s := a.doc.Sentences[a.tokens[i].sentence]
	return window{a.formIn(i-2, s), a.formIn(i-1, s), a.form(i), a.formIn(i+1, s), a.formIn(i+2, s)}
}

// A window is a token with two neighbours on each side.
type window struct{ p2, p1, w, n1, n2 *form }

// collect gathers the features of the words in the window.
func (v *window) collect(c *collector) {
	v.words(c)
	v.shapes(c)
	v.clusters(c)
}

func (v *window) words(c *collector) {
	c.of(isToken, 1, 0)
	c.of(isToken, 2, v.w.exact)
	c.of(isToken, 3, v.w.lower)
	c.of(isBefore, 4, v.p1.lower)
	c.of(isAfter, 5, v.n1.lower)
	c.of(isBefore2, 6, v.p2.lower)
	c.of(isAfter2, 7, v.n2.lower)
	c.add(8, mix(v.p1.lower, v.w.lower))
	c.add(9, mix(v.w.lower, v.n1.lower))
	c.add(10, mix(v.p1.lower, v.n1.lower))
	c.add(11, mix(v.p2.lower, v.p1.lower))
	c.add(12, mix(v.n1.lower, v.n2.lower))
	for i := range affixes {
		c.of(isToken, 13+uint64(i), v.w.prefix[i])
		c.of(isToken, 17+uint64(i), v.w.suffix[i])
	}
	c.of(isBefore, 21, v.p1.suffix[1])
	c.of(isAfter, 22, v.n1.suffix[1])
}

func (v *window) shapes(c *collector) {
	c.of(isToken, 23, v.w.shape)
	c.of(isToken, 24, v.w.long)
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
		c.of(isToken, 32+n, uint64(v.w.clusters[i]))
		c.of(isBefore, 36+n, uint64(v.p1.clusters[i]))
		c.of(isAfter, 40+n, uint64(v.n1.clusters[i]))
	}
	for i := range 2 {
		n := uint64(i)
		c.of(isBefore2, 44+n, uint64(v.p2.clusters[i+1]))
		c.of(isAfter2, 46+n, uint64(v.n2.clusters[i+1]))
		c.add(48+n, pair(v.p1.clusters[i+1], v.w.clusters[i+1]))
		c.add(50+n, pair(v.w.clusters[i+1], v.n1.clusters[i+1]))
		c.add(52+n, mix(pair(v.p1.clusters[i], v.w.clusters[i]), uint64(v.n1.clusters[i])))
	}
	c.add(54, pair(v.p1.clusters[1], v.n1.clusters[1]))
	c.of(isToken, 55, mix(uint64(v.w.clusters[2]), v.w.shape))
	c.add(56, mix(v.p1.lower, uint64(v.w.clusters[2])))
	c.add(57, mix(v.n1.lower, uint64(v.w.clusters[2])))
	c.of(isToken, 58, pair(uint16(v.w.proper), uint16(v.w.letters)))
	c.add(59, mix(pair(uint16(v.p1.letters), uint16(v.w.proper)), pair(uint16(v.n1.letters), uint16(v.w.letters))))
}

func pair(a, b uint16) uint64 { return uint64(a)<<16 | uint64(b) }
