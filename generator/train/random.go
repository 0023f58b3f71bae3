package train

// A random is a small generator of numbers (SplitMix64; Steele, Lea and Flood
// 2014), so that learning gives the same model with every version of Go.
type random struct{ state uint64 }

func newRandom(seed uint64) *random { return &random{seed * 0x9E3779B97F4A7C15} }

func (r *random) next() uint64 {
	r.state += 0x9E3779B97F4A7C15
	z := r.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// below returns a number in [0, n).
func (r *random) below(n int) int { return int(r.next() % uint64(n)) }

func (r *random) shuffle(list []int) {
	for i := len(list) - 1; i > 0; i-- {
		j := r.below(i + 1)
		list[i], list[j] = list[j], list[i]
	}
}
