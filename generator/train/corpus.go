package train

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pressmark/generator/score"
	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// A Corpus is one file to learn names from.
type Corpus struct {
	File   string
	Domain uint8 // files of one domain label by the same conventions
	Groups bool  // whether groups are labelled
}

// NameCorpora are the files that the shipped model of names is learned from.
// Tweets (btc-train) were tried and made news worse.
var NameCorpora = []Corpus{
	{"wikinews-train.jsonl.gz", news, true},
	{"voa-train.jsonl.gz", news, true},
	{"docred.jsonl.gz", 1, true},
	{"wikigold.jsonl.gz", 2, false},
	{"crossner-politics.jsonl.gz", 3, false},
	{"ewt-train.jsonl.gz", 4, false},
	{"gum-clean-train.jsonl.gz", 5, true},
}

// news is the domain whose conventions the shipped model keeps.
const news = 0

const domains = 6

// A Sample is a text with the label of each of its tokens.
type Sample struct {
	Doc    *text.Doc
	Labels []uint8
	Corpus *Corpus
	ID     string // of the text that it is or was made from
	Made   bool   // made from another text
}

// ReadGold reads a file of JSON Lines, gzipped if its name ends in .gz.
func ReadGold(path string) (*score.Documents, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var in io.Reader = bytes.NewReader(content)
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(in); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	return score.Read(in, path)
}

// ReadNames reads the corpora under dir, reporting each on log.
func ReadNames(dir string, abbrev text.Abbreviations, log io.Writer) ([]Sample, error) {
	var samples []Sample
	for i := range NameCorpora {
		corpus := &NameCorpora[i]
		documents, err := ReadGold(filepath.Join(dir, corpus.File))
		if err != nil {
			return nil, err
		}
		names, off := 0, 0
		all := documents.All()
		if corpus.Domain == news {
			all = append(all, augment(all, newRandom(uint64(i+1)))...)
		}
		for _, d := range all {
			doc := text.Parse(d.Text, abbrev)
			labels, misaligned := align(d, doc)
			names += len(d.Entities)
			off += misaligned
			id, made := strings.CutSuffix(d.ID, recasedSuffix)
			samples = append(samples, Sample{doc, labels, corpus, id, made})
		}
		fmt.Fprintf(log, "%s: %d texts, %d names, %d of them not on the borders of tokens\n", corpus.File, documents.Len(), names, off)
	}
	return samples, nil
}

var kindNames = [tagger.NumKinds]string{"person", "organization", "place", "group"}

// align turns the names of d into labels of the tokens of doc. Names whose ends
// fall inside tokens are widened to whole tokens and counted as misaligned; of
// names that overlap the first and longest counts.
func align(d *score.Document, doc *text.Doc) (labels []uint8, misaligned int) {
	offsets := text.NewOffsets(d.Text)
	labels = make([]uint8, len(doc.Tokens))
	names := slices.Clone(d.Entities)
	slices.SortStableFunc(names, func(a, b score.Entity) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	at := 0
	for _, name := range names {
		kind := slices.Index(kindNames[:], name.Type)
		if kind < 0 {
			continue
		}
		start, end := offsets.Bytes(name.Start), offsets.Bytes(name.End)
		for at < len(doc.Tokens) && doc.Tokens[at].End <= start {
			at++
		}
		last := at
		for last < len(doc.Tokens) && doc.Tokens[last].Start < end {
			last++
		}
		if last == at || doc.Tokens[at].Start != start || doc.Tokens[last-1].End != end {
			misaligned++
		}
		if last > at && labels[at] == tagger.Outside {
			label(labels[at:last], kind)
			at = last
		}
	}
	return labels, misaligned
}

// label sets the labels of one name.
func label(labels []uint8, kind int) {
	for i := range labels {
		labels[i] = tagger.LabelOf(kind, tagger.Inside)
	}
	labels[0] = tagger.LabelOf(kind, tagger.Begin)
	labels[len(labels)-1] = tagger.LabelOf(kind, tagger.Last)
	if len(labels) == 1 {
		labels[0] = tagger.LabelOf(kind, tagger.Only)
	}
}
