package train

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"iter"

	"pressmark/generator/score"
	"pressmark/generator/tagger"
)

// Split holds out a third of the news texts, told by their ids, and leaves out
// what was made from them.
func Split(samples []Sample, third int) (kept, held []Sample) {
	for _, s := range samples {
		h := fnv.New32()
		h.Write([]byte(s.ID))
		switch {
		case s.Corpus.Domain != news || int(h.Sum32()%3) != third:
			kept = append(kept, s)
		case !s.Made:
			held = append(held, s)
		}
	}
	return kept, held
}

// ScoreSamples scores m on those of the samples that are of the file.
func ScoreSamples(m *tagger.Model, samples []Sample, file string) *score.EntityScores {
	gold, found := &score.Documents{}, &score.Documents{}
	for i, s := range samples {
		if s.Corpus.File != file {
			continue
		}
		id := fmt.Sprint(i)
		g, p := &score.Document{ID: id}, &score.Document{ID: id}
		start := 0
		for t, y := range s.Labels {
			if y == tagger.Outside {
				continue
			}
			position := (y - 1) & 3
			if position == tagger.Begin || position == tagger.Only {
				start = s.Doc.Tokens[t].Start
			}
			if position >= tagger.Last {
				span := score.Span{Start: start, End: s.Doc.Tokens[t].End}
				g.Entities = append(g.Entities, score.Entity{Span: span, Type: kindNames[(y-1)>>2]})
			}
		}
		for _, e := range m.Tag(s.Doc) {
			span := score.Span{Start: e.Span.Start, End: e.Span.End}
			p.Entities = append(p.Entities, score.Entity{Span: span, Type: kindNames[e.Kind]})
		}
		gold.Add(g)
		found.Add(p)
	}
	return score.Entities(gold, found)
}

// SourceDigests yields the names and SHA-256 digests of the lists, besides the
// corpora, that the model is made from.
func SourceDigests() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, source := range []struct {
			name string
			file []byte
		}{{"gazetteer.txt.gz", gazetteerFile}, {"bodies.txt", []byte(bodiesFile)}, {"clusters.txt.gz", clustersFile}, {"datelines.txt", datelinesFile}} {
			sum := sha256.Sum256(source.file)
			if !yield("generator/train/data/"+source.name, hex.EncodeToString(sum[:])) {
				return
			}
		}
	}
}
