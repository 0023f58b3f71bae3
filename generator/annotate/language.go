package annotate

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/lexicon"
)

// glance and sampled are how many bytes of a text are read to tell its
// language: the first few tell an English one.
const (
	glance  = 768
	sampled = 4096
)

// detectLanguage returns the language of a text as BCP 47, "" where it can't
// be told. It goes by the script, by letters that only one language has, and by
// the commonest small words, in small letters so that names ("Los Angeles")
// don't count. In doubt between English and another one it is English: most
// articles are, and Pressmark does far more for them.
func detectLanguage(s string) string {
	if len(s) > glance {
		if lang := languageOfSample(s[:glance]); lang == "en" {
			return lang
		}
	}
	if lang := languageOfSample(s[:min(len(s), sampled)]); lang != "" {
		return lang
	}
	return languageOfMarks(s)
}

func languageOfSample(s string) string {
	c := countLanguages(s)
	codes := lexicon.DetectedLanguages()
	script, most := -1, c.latin
	for i, n := range c.scripts {
		if n > most {
			script, most = i, n
		}
	}
	if script >= 0 {
		return c.byScript(codes, script, most)
	}
	best := 1
	for i := range codes {
		if i > 0 && c.hits[i] > c.hits[best] {
			best = i
		}
	}
	// Words of both tell nothing.
	n, english := c.hits[best]-c.shared[best], c.hits[0]-c.shared[best]
	switch {
	case n >= 4 && c.distinct[best] >= 3 && n > 2*english && n*100 >= 12*c.words:
		return codes[best]
	case english >= 4 && english > n && english*100 >= 12*c.words:
		return codes[0]
	}
	return ""
}

// letterCounts are what a sample tells of its language.
type letterCounts struct {
	latin    int     // letters
	scripts  []int   // likewise, by lexicon.Scripts
	words    int     // in small letters
	hits     [64]int // of each language, the small words and telling letters
	shared   [64]int // of these, those that are English too
	distinct [64]int // of each language, its small words that are not English, each counted once
	seen     map[string]bool
}

func countLanguages(sample string) *letterCounts {
	scripts := lexicon.Scripts()
	c := &letterCounts{scripts: make([]int, len(scripts)), seen: map[string]bool{}}
	var buffer [32]byte
	word := buffer[:0]
	for i := 0; i <= len(sample); {
		r, size := rune(' '), 1
		if i < len(sample) {
			r, size = utf8.DecodeRuneInString(sample[i:])
		}
		i += size
		letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.Is(unicode.M, r))
		if !letter {
			c.word(word)
			word = buffer[:0]
			continue
		}
		c.letter(r, scripts)
		if len(word)+utf8.UTFMax <= len(buffer) {
			word = utf8.AppendRune(word, r)
		}
	}
	return c
}

func (c *letterCounts) letter(r rune, scripts []lexicon.Script) {
	if r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) {
		c.latin++
		return
	}
	if set := lexicon.TellingLetter(r); set != 0 {
		c.add(set)
	}
	for i := range scripts {
		if unicode.Is(scripts[i].Letters, r) {
			c.scripts[i]++
			return
		}
	}
}

func (c *letterCounts) add(set lexicon.LanguageSet) {
	for ; set != 0; set &= set - 1 {
		c.hits[bits.TrailingZeros64(uint64(set))]++
	}
}

// word counts one word, as the text writes it.
func (c *letterCounts) word(word []byte) {
	if len(word) == 0 {
		return
	}
	if r, _ := utf8.DecodeRune(word); unicode.IsUpper(r) {
		return
	}
	c.words++
	set := lexicon.SmallWord(word)
	c.add(set)
	if set&1 != 0 {
		for rest := set; rest != 0; rest &= rest - 1 {
			c.shared[bits.TrailingZeros64(uint64(rest))]++
		}
		return
	}
	if set == 0 || c.seen[string(word)] {
		return
	}
	c.seen[string(word)] = true
	for ; set != 0; set &= set - 1 {
		c.distinct[bits.TrailingZeros64(uint64(set))]++
	}
}

// byScript tells the languages that share a script apart.
func (c *letterCounts) byScript(codes []string, script, most int) string {
	scripts := lexicon.Scripts()
	if most < 8 {
		return ""
	}
	best := scripts[script].Language
	kana := 0
	for i, n := range c.scripts {
		if codes[scripts[i].Language] == "ja" {
			kana += n
		}
	}
	switch codes[best] {
	case "zh":
		if kana*10 > most {
			return "ja"
		}
	case "ru", "ar":
		// Letters and small words of these scripts stand for nothing else.
		for i, n := range c.hits {
			if n > c.hits[best] && c.inScript(codes, i, codes[best]) {
				best = i
			}
		}
		if codes[best] == "fa" && c.hits[best]*20 < most {
			return "ar" // a few names with Persian letters
		}
	}
	return codes[best]
}

// inScript reports whether language i is written in the script whose commonest
// language is main.
func (c *letterCounts) inScript(codes []string, i int, main string) bool {
	arabic := i < len(codes) && (codes[i] == "fa" || codes[i] == "ur")
	return i < len(codes) && arabic == (main == "ar") && c.hits[i] > 0
}
