package train

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/text"
)

// A QuoteArticle is an article with the quotations that an annotator marked.
type QuoteArticle struct {
	ID     string
	Text   string
	Lesson *annotate.QuoteLesson
	Gold   []GoldQuote
}

// A GoldQuote is an annotated quotation, in tokens.
type GoldQuote struct {
	Head     int // of the cue, or -1
	Speaker  [2]int
	Contents [][2]int
	Kind     string
}

type span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type quoteRecord struct {
	ID     string `json:"id"`
	Text   string `json:"text"`
	Quotes []struct {
		Kind     string `json:"kind"`
		Spans    []span `json:"spans"`
		Cue      *span  `json:"cue"`
		Speaker  *span  `json:"speaker"`
		Optional bool   `json:"optional"`
	} `json:"quotes"`
}

// ReadQuotes reads gzipped JSON Lines of annotated articles, whose first
// paragraph is a headline if headlines is set. The annotator of article i is
// number i modulo their number: learning from names found well and badly makes
// a model that trusts them with measure.
func ReadQuotes(path string, headlines bool, annotators ...*annotate.Annotator) ([]*QuoteArticle, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %v", path, err)
	}
	var articles []*QuoteArticle
	lines := bufio.NewScanner(unzipped)
	lines.Buffer(nil, 1<<26)
	for number := 1; lines.Scan(); number++ {
		var r quoteRecord
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s:%d: %v", path, number, err)
		}
		articles = append(articles, r.article(annotators[number/2%len(annotators)], headlines))
	}
	return articles, lines.Err()
}

func (r *quoteRecord) article(annotator *annotate.Annotator, headlines bool) *QuoteArticle {
	in := annotate.Input{Text: r.Text}
	if end := strings.Index(r.Text, "\n\n"); headlines && end > 0 {
		in.Headline = text.Span{Start: 0, End: end}
	}
	a := &QuoteArticle{ID: r.ID, Text: r.Text, Lesson: annotator.NewQuoteLesson(in)}
	doc, offsets := a.Lesson.Doc, text.NewOffsets(r.Text)
	tokens := func(s span) [2]int {
		from, to := offsets.Bytes(s.Start), offsets.Bytes(s.End)
		first := sort.Search(len(doc.Tokens), func(i int) bool { return doc.Tokens[i].End > from })
		last := sort.Search(len(doc.Tokens), func(i int) bool { return doc.Tokens[i].Start >= to })
		return [2]int{first, max(first, last)}
	}
	for _, q := range r.Quotes {
		if q.Optional {
			continue
		}
		g := GoldQuote{Head: -1, Kind: q.Kind}
		if q.Cue != nil {
			g.Head = a.headOf(tokens(*q.Cue))
		}
		if q.Speaker != nil {
			g.Speaker = tokens(*q.Speaker)
		}
		for _, s := range q.Spans {
			g.Contents = append(g.Contents, tokens(s))
		}
		a.Gold = append(a.Gold, g)
	}
	return a
}

// headOf chooses the token of an annotated cue that stands for it: one that
// the rules take for a cue, else its last verb, else its last candidate.
func (a *QuoteArticle) headOf(cue [2]int) int {
	rank, head := 0, cue[0]
	for i := cue[0]; i < cue[1]; i++ {
		r := 0
		switch {
		case a.Lesson.RuleHead(i):
			r = 3
		case a.Lesson.Tags[i].Verb():
			r = 2
		case a.Lesson.Candidate(i):
			r = 1
		}
		if r > 0 && r >= rank {
			rank, head = r, i
		}
	}
	return head
}

// predictions are quotations as the scorer reads them.
type prediction struct {
	ID     string            `json:"id"`
	Quotes []predictionQuote `json:"quotes"`
}

type predictionQuote struct {
	Kind    string `json:"kind"`
	Spans   []span `json:"spans"`
	Cue     *span  `json:"cue"`
	Speaker *span  `json:"speaker"`
	Score   int    `json:"score"`
	Rule    string `json:"rule"`
}

// Prediction renders quotations as a line of JSON, with offsets in code points.
func (a *QuoteArticle) Prediction(quotes []annotate.Quote) ([]byte, error) {
	offsets := text.NewOffsets(a.Text)
	convert := func(s text.Span) *span {
		if s.IsZero() {
			return nil
		}
		return &span{offsets.CodePoints(s.Start), offsets.CodePoints(s.End)}
	}
	p := prediction{ID: a.ID, Quotes: []predictionQuote{}}
	for _, q := range quotes {
		out := predictionQuote{Kind: q.Kind.String(), Cue: convert(q.Cue), Speaker: convert(q.Speaker.Span), Score: q.Score, Rule: q.Rule}
		for _, s := range q.Spans {
			out.Spans = append(out.Spans, *convert(s))
		}
		p.Quotes = append(p.Quotes, out)
	}
	return json.Marshal(p)
}
