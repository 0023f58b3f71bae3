package tagger

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
	c.add(127, uint64(at(i - 3).clusters[1]))
	c.add(128, uint64(at(i + 3).clusters[1]))
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
