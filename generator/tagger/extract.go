package tagger

import "pressmark/generator/text"

// An Extractor works out features, for training. It is for one goroutine.
type Extractor struct{ a analysis }

// NewExtractor makes an Extractor that knows the tables.
func NewExtractor(t *Tables) *Extractor { return &Extractor{analysis{tables: t}} }

// Read prepares the extractor for doc.
func (x *Extractor) Read(doc *text.Doc) { x.a.read(doc) }

// Candidate reports whether token i can be part of a name at all.
func (x *Extractor) Candidate(i int) bool { return x.a.tokens[i].candidate }

// Features appends the features of token i, a candidate, to out.
func (x *Extractor) Features(i int, out []uint64) []uint64 { return x.a.features(i, out) }
