package train

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"os"
	"sort"
	"strings"

	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// A TaggedText is a text with the part of speech of each of its tokens.
type TaggedText struct {
	Doc  *text.Doc
	Tags []tagger.POS
}

// ReadPOS reads a treebank in gzipped CoNLL-U and divides it anew as Pressmark
// divides text, one document a sentence: a token has the tag of the treebank's
// word that it begins in.
func ReadPOS(path string, abbrev text.Abbreviations) ([]TaggedText, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %v", path, err)
	}
	var texts []TaggedText
	var s conlluSentence
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<20)
	for number := 1; lines.Scan(); number++ {
		line := lines.Text()
		switch {
		case line == "":
			if len(s.words) > 0 {
				texts = append(texts, s.align(abbrev))
			}
			s = conlluSentence{}
		case strings.HasPrefix(line, "# text = "):
			s.text = strings.TrimPrefix(line, "# text = ")
		case line[0] == '#':
		default:
			f := strings.Split(line, "\t")
			if len(f) != 10 {
				return nil, fmt.Errorf("%s:%d: %d columns where CoNLL-U has 10", path, number, len(f))
			}
			if !strings.ContainsAny(f[0], "-.") {
				s.words = append(s.words, conlluWord{f[1], posOf(f[3], f[4])})
			}
		}
	}
	return texts, lines.Err()
}

type conlluWord struct {
	form string
	tag  tagger.POS
}

type conlluSentence struct {
	text  string
	words []conlluWord
}

func (s *conlluSentence) align(abbrev text.Abbreviations) TaggedText {
	tags := make([]tagger.POS, len(s.text)+1) // of each byte
	at := 0
	for _, w := range s.words {
		if i := strings.Index(s.text[at:], w.form); i >= 0 && i < 3 {
			at += i
		}
		for end := at + len(w.form); at < end && at < len(s.text); at++ {
			tags[at] = w.tag
		}
	}
	t := TaggedText{Doc: text.Parse(s.text, abbrev)}
	for _, token := range t.Doc.Tokens {
		tag := tags[token.Start]
		if token.Kind == text.Mark || token.Kind == text.Open || token.Kind == text.Close {
			if tag != tagger.Sym && tag != tagger.Possessive {
				tag = tagger.Punct // a hyphen within an address
			}
		}
		t.Tags = append(t.Tags, tag)
	}
	return t
}

var universal = map[string]tagger.POS{"NOUN": tagger.Noun, "PROPN": tagger.Proper, "PRON": tagger.Pron, "DET": tagger.Det,
	"ADJ": tagger.Adj, "ADV": tagger.Adv, "ADP": tagger.Adp, "SCONJ": tagger.Sconj, "CCONJ": tagger.Cconj, "NUM": tagger.Num,
	"PUNCT": tagger.Punct, "SYM": tagger.Sym, "INTJ": tagger.Intj, "PART": tagger.Not, "VERB": tagger.VB, "AUX": tagger.AuxFinite}

// divided are the tags that a Penn tag divides.
var divided = map[string]tagger.POS{"PRON PRP$": tagger.PossPron, "PRON WP": tagger.WhPron, "PRON WP$": tagger.WhPron, "PRON WDT": tagger.WhPron,
	"ADV WRB": tagger.WhAdv, "PART TO": tagger.To, "PART POS": tagger.Possessive, "VERB VBD": tagger.VBD, "VERB VBG": tagger.VBG,
	"VERB VBN": tagger.VBN, "VERB VBP": tagger.VBP, "VERB VBZ": tagger.VBZ, "AUX MD": tagger.Modal, "AUX VB": tagger.AuxBase,
	"AUX VBG": tagger.AuxVBG, "AUX VBN": tagger.AuxVBN}

func posOf(upos, xpos string) tagger.POS {
	if tag, ok := divided[upos+" "+xpos]; ok {
		return tag
	}
	return universal[upos]
}

// A posLearner is an averaged perceptron over hashed features.
type posLearner struct {
	weights [][tagger.NumPOS]int32
	sums    [][tagger.NumPOS]int64
	step    int64
}

// LearnPOS learns a model of 2^size rows in so many epochs over the texts. It
// is the mean of as many models as there are seeds for the order of the texts.
func LearnPOS(texts []TaggedText, size, epochs int, seeds ...uint64) *tagger.POSWeights {
	means := make([][tagger.NumPOS]int64, 1<<size)
	for _, seed := range seeds {
		learnPOS(texts, epochs, newRandom(seed), means)
	}
	rows := make([][tagger.NumPOS]int8, len(means))
	for i := range rows {
		for tag, mean := range means[i] {
			mean /= int64(len(seeds)) * posUnit / posScale
			if -posFloor < mean && mean < posFloor {
				mean = 0
			}
			rows[i][tag] = int8(max(-127, min(127, mean)))
		}
	}
	return &tagger.POSWeights{Rows: rows, Dict: plainWords(texts)}
}

// learnPOS adds one model's mean weights, in units of 1/posUnit, to means.
func learnPOS(texts []TaggedText, epochs int, random *random, means [][tagger.NumPOS]int64) {
	l := &posLearner{weights: make([][tagger.NumPOS]int32, len(means)), sums: make([][tagger.NumPOS]int64, len(means))}
	order := make([]int, len(texts))
	for i := range order {
		order[i] = i
	}
	var tags []tagger.POS
	for range epochs {
		random.shuffle(order)
		for _, i := range order {
			t := &texts[i]
			tags = append(tags[:0], t.Tags...)
			tagger.VisitPOS(t.Doc, tags, func(token int, _ uint64, features []uint64) tagger.POS {
				return l.learn(features, t.Tags[token])
			})
		}
	}
	for i := range means {
		for tag := range means[i] {
			means[i][tag] += posUnit * (int64(l.weights[i][tag])*l.step - l.sums[i][tag]) / l.step
		}
	}
}

func (l *posLearner) learn(features []uint64, gold tagger.POS) tagger.POS {
	mask := uint64(len(l.weights) - 1)
	var sum [tagger.NumPOS]int32
	for _, f := range features {
		for tag, w := range &l.weights[f&mask] {
			sum[tag] += w
		}
	}
	best := tagger.POS(0)
	for tag, s := range sum {
		if s > sum[best] {
			best = tagger.POS(tag)
		}
	}
	l.step++
	if best != gold {
		for _, f := range features {
			w, s := &l.weights[f&mask], &l.sums[f&mask]
			w[gold]++
			w[best]--
			s[gold] += l.step
			s[best] -= l.step
		}
	}
	return best
}

// Means are kept in units of 1/posScale, and those under posFloor units left
// out, for the file's size.
const (
	posUnit  = 1 << 10
	posScale = 4
	posFloor = 2
)

// plainWords are the words that have one tag nearly always in the texts, and
// are frequent enough to trust that, and those that have a grammatical one in a
// twentieth of the places.
func plainWords(texts []TaggedText) map[uint64]tagger.POS {
	counts := map[uint64]*[tagger.NumPOS]int{}
	for _, t := range texts {
		tagger.VisitPOS(t.Doc, append([]tagger.POS(nil), t.Tags...), func(token int, word uint64, _ []uint64) tagger.POS {
			if counts[word] == nil {
				counts[word] = new([tagger.NumPOS]int)
			}
			counts[word][t.Tags[token]]++
			return t.Tags[token]
		})
	}
	plain := map[uint64]tagger.POS{}
	for word, count := range counts {
		total, best := 0, 0
		for tag, n := range count {
			total += n
			if n > count[best] {
				best = tag
			}
		}
		grammatical := 0
		for tag, n := range count {
			if tagger.POS(tag).Closed() {
				grammatical += n
			}
		}
		switch {
		case total >= 40 && count[best]*1000 >= 995*total:
			plain[word] = tagger.POS(best)
		case grammatical*20 >= total:
			plain[word] = tagger.Grammatical
		}
	}
	return plain
}

// ScorePOS returns how many tokens the model tags as the texts do: by universal
// tag, by divided tag, and of how many.
func ScorePOS(m *tagger.POSModel, texts []TaggedText) (coarse, fine, total int) {
	var tags []tagger.POS
	for _, t := range texts {
		tags = m.Tag(t.Doc, tags)
		for i, tag := range tags {
			total++
			if tag == t.Tags[i] {
				fine++
			}
			if coarsePOS(tag) == coarsePOS(t.Tags[i]) {
				coarse++
			}
		}
	}
	return coarse, fine, total
}

func coarsePOS(p tagger.POS) string {
	name, _, _ := strings.Cut(p.String(), "-")
	return strings.TrimSuffix(name, "$")
}

// ConfusedPOS returns the commonest confusions, for whoever improves the model.
func ConfusedPOS(m *tagger.POSModel, texts []TaggedText, limit int) []string {
	counts := map[string]int{}
	var tags []tagger.POS
	for _, t := range texts {
		tags = m.Tag(t.Doc, tags)
		for i, tag := range tags {
			if coarsePOS(tag) != coarsePOS(t.Tags[i]) {
				counts[fmt.Sprintf("%s for %s", tag, t.Tags[i])]++
			}
		}
	}
	lines := make([]string, 0, len(counts))
	for pair, n := range counts {
		lines = append(lines, fmt.Sprintf("%5d %s", n, pair))
	}
	sort.Sort(sort.Reverse(sort.StringSlice(lines)))
	return lines[:min(limit, len(lines))]
}
