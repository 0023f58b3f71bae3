package source

import (
	"regexp"
	"slices"
	"strings"

	"pressmark/generator/fault"
	"pressmark/generator/text"
)

// Parse makes an article of a file's bytes and those of its sidecar, which may
// be nil, and keeps back what must not be published: a withheld name is gone
// from everything that the Article holds, an excerpt ends where it has to. What
// cannot be kept back is a fault.
func (p *Policy) Parse(name string, content []byte, sidecarName string, sidecar []byte) (*Article, error) {
	article, own, err := parseFiles(name, content, sidecarName, sidecar, false)
	if err != nil {
		return nil, err
	}
	rights, names := p.settle(&article.Meta, own)
	var present []withheld
	for _, w := range names {
		named := slices.ContainsFunc(own.withheld, func(o withheld) bool { return o.name == w.name })
		if named || w.in(string(content)) || w.in(string(sidecar)) || article.holds(w.in) != "" {
			present = append(present, w)
		}
	}
	if len(present) > 0 {
		if article, err = withoutNames(present, name, content, sidecarName, sidecar); err != nil {
			return nil, err
		}
		rights.Withheld = true
	}
	for i := range names {
		reason, licence := names[i].replace(rights.Reason, true), names[i].replace(rights.Licence, true)
		rights.Withheld = rights.Withheld || reason != rights.Reason || licence != rights.Licence
		rights.Reason, rights.Licence = reason, licence
	}
	article.Rights = rights
	article.keepBack()
	return article, nil
}

// withoutNames reads the article again from files in which the names are
// replaced, and makes sure that they are gone.
func withoutNames(names []withheld, name string, content []byte, sidecarName string, sidecar []byte) (*Article, error) {
	body, _, _ := toUTF8(content)
	aside := string(sidecar)
	for i := range names {
		body, aside = names[i].replace(body, true), names[i].replace(aside, true)
	}
	changed := []byte(aside)
	if sidecar == nil {
		changed = nil
	}
	article, _, err := parseFiles(name, []byte(body), sidecarName, changed, true)
	if err != nil {
		return nil, err
	}
	for i := range names {
		where := article.holds(names[i].partly)
		switch {
		case where == "id":
			return nil, fault.New(name, 0, 0, "rename the file", "the file's own name, which is published, holds a name that must be withheld")
		case where != "":
			return nil, fault.New(name, lineOf(body, article.Text, &names[i]), 0, "write the name without mark-up inside it, or take it out",
				"the name %q, which must be withheld, could not be taken out of its %s", names[i].name, where)
		}
	}
	return article, nil
}

// lineOf is the line of the file in which a name stands that could only be found
// when mark-up was gone, told by the words before it; 0 if that can't be told.
func lineOf(file, words string, w *withheld) int {
	for _, pattern := range []*regexp.Regexp{w.whole, w.short} {
		if pattern == nil {
			continue
		}
		for _, at := range wholeWords(pattern, words) {
			before := words[strings.LastIndexByte(words[:at[0]], '\n')+1 : at[0]]
			if len(before) > 40 {
				before = before[len(before)-40:]
				_, before, _ = strings.Cut(before, " ")
			}
			if before = strings.TrimSpace(before); before == "" {
				before = words[at[0]:min(at[0]+3, len(words))]
			}
			if strings.Count(file, before) == 1 {
				return 1 + strings.Count(file[:strings.Index(file, before)], "\n")
			}
		}
	}
	return 0
}

// holds says in which part of the article something stands that in finds; "" if
// in none.
func (a *Article) holds(in func(string) bool) string {
	for _, part := range a.parts() {
		if slices.ContainsFunc(part.texts, in) {
			return part.name
		}
	}
	return ""
}

type articlePart struct {
	name  string
	texts []string
}

// parts are all words of the article that may be published.
func (a *Article) parts() []articlePart {
	m := &a.Meta
	var other []string
	for _, kv := range m.Extra {
		if !slices.Contains(claimKeys, kv.Key) {
			other = append(other, kv.Key, kv.Value)
		}
	}
	var inTree []string
	for _, op := range a.tree.ops {
		inTree = append(inTree, op.value, op.extra)
	}
	return []articlePart{
		{"id", []string{m.ID}},
		{"title", []string{m.Title, m.Slug}},
		{"byline", m.Byline},
		{"metadata", slices.Concat([]string{m.Source, m.URL, m.Summary, m.Closing, m.Date.By, m.Date.Note, m.Lang}, m.Tags, m.Aliases, other)},
		{"pointers to other reading", m.ReadMore},
		{"text", []string{a.Text}},
		{"links, images or code", inTree},
	}
}

// keepBack cuts the article down to what its rights allow.
func (a *Article) keepBack() {
	switch a.Rights.Level {
	case Excerpt:
		a.cut(a.wordsEnd(a.Rights.Words))
		a.forget()
	case Metadata:
		a.cut(a.Body.Start)
		a.forget()
	case Tombstone:
		a.bury()
	}
}

// forget drops what belonged to the part that is not shown.
func (a *Article) forget() {
	a.ReadMore = nil
	a.Words = countWords(a.Body.In(a.Text))
}

// bury leaves of an article only where it stood, and when.
func (a *Article) bury() {
	m := &a.Meta
	kept := Meta{ID: m.ID, Path: m.Path, Slug: m.Slug, Date: m.Date, Lang: m.Lang, Draft: m.Draft, Expires: m.Expires, Aliases: m.Aliases, Rights: m.Rights}
	kept.Date.By, kept.Date.Note = "", ""
	*a = Article{Meta: kept, Warnings: a.Warnings}
}

// wordsEnd is where the first n words of the body end, a byte offset in Text.
func (a *Article) wordsEnd(n int) int {
	for _, token := range text.Parse(a.Body.In(a.Text), nil).Tokens {
		if token.Kind == text.Word || token.Kind == text.Number {
			if n--; n == 0 {
				return a.Body.Start + token.End
			}
		}
	}
	return a.Body.End
}

// cut ends the text at a byte offset, and the tree with it.
func (a *Article) cut(at int) {
	if at >= a.Body.End {
		return
	}
	if at <= a.Body.Start {
		at = a.Headline.End
		a.Body = text.Span{Start: at, End: at}
	} else {
		a.Body.End = at
	}
	a.Text = strings.Clone(a.Text[:at])
	a.Blocks = slices.DeleteFunc(slices.Clone(a.Blocks), func(b Block) bool { return b.Span.Start >= at })
	for i := range a.Blocks {
		a.Blocks[i].Span.End = min(a.Blocks[i].Span.End, at)
	}
	a.tree = a.tree.cut(at, len(a.Blocks))
	a.HasCode = slices.ContainsFunc(a.tree.ops, func(o op) bool { return o.kind == opFence })
}

// cut returns the steps that print the text before at, which lies in the last
// of so many blocks, and close what they open.
func (t *tree) cut(at, blocks int) tree {
	kept := tree{anchors: map[string]string{}}
	over := false // the text before at is printed
	left := 0     // elements that are left out and not closed yet
	for _, o := range t.ops {
		switch o.kind {
		case opBlock:
			if o.block >= blocks {
				kept.dropLast(opRule)
				return kept.withAnchors(t, blocks)
			}
		case opText, opImage, opCode, opFence:
			if o.span.Start >= at && !over {
				over = true
				left = kept.dropLast(opOpen, opInline, opLink, opAside, opBreak)
			}
		}
		switch o.kind {
		case opOpen, opInline, opLink:
			if over {
				left++
				continue
			}
		case opClose, opInlineEnd:
			if left > 0 {
				left--
				continue
			}
		case opBlock, opBlockEnd:
		default:
			if over {
				continue
			}
		}
		o.span.End = max(o.span.Start, min(o.span.End, at))
		kept.ops = append(kept.ops, o)
	}
	return kept.withAnchors(t, blocks)
}

// dropLast takes the steps of these kinds off the end, and returns how many of
// them were to be closed.
func (t *tree) dropLast(kinds ...opKind) int {
	open := 0
	for len(t.ops) > 0 && slices.Contains(kinds, t.ops[len(t.ops)-1].kind) {
		switch t.ops[len(t.ops)-1].kind {
		case opOpen, opInline, opLink:
			open++
		}
		t.ops = t.ops[:len(t.ops)-1]
	}
	return open
}

func (t tree) withAnchors(whole *tree, blocks int) tree {
	for slug, id := range whole.anchors {
		for n := range blocks {
			if id == blockID(n) {
				t.anchors[slug] = id
			}
		}
	}
	return t
}
