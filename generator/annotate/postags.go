package annotate

import (
	"strings"

	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// mendTags corrects in place what the tagger, which reads from left to right,
// can't know: no verb stands behind "according to", and of two finite verbs side
// by side the first, if it ends in s, is the other's subject ("delegates said").
func mendTags(d *text.Doc, tags []tagger.POS) []tagger.POS {
	for i := range tags {
		switch tags[i] {
		case tagger.VB, tagger.VBP:
			if i > 1 && d.Tokens[i-1].In(d.Text) == "to" && strings.EqualFold(d.Tokens[i-2].In(d.Text), "according") {
				tags[i] = tagger.Noun
				if i+1 < len(tags) && (tags[i+1] == tagger.Noun || tags[i+1] == tagger.Proper) && d.Tokens[i+1].Kind == text.Word {
					tags[i] = tagger.Adj
				}
			}
		case tagger.VBZ:
			if i+1 == len(tags) {
				continue
			}
			if next := tags[i+1]; next != tagger.VBD && next != tagger.VBP && next != tagger.Modal && next != tagger.AuxFinite || d.Tokens[i+1].Kind != text.Word {
				continue
			}
			if word := d.Tokens[i].In(d.Text); d.Tokens[i].Kind == text.Word && strings.HasSuffix(word, "s") && len(word) > 4 {
				tags[i] = tagger.Noun
			}
		}
	}
	return tags
}
