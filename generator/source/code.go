package source

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// maxHighlight is the size in bytes above which code is shown in one colour:
// the lexers are made of regular expressions that can take long.
const maxHighlight = 64 << 10

// fence prints a block of code with chroma's classes.
func (p *printer) fence(o *op) {
	p.buf = append(p.buf, "<pre"...)
	const own = ` class="chroma" tabindex="0"`
	if o.block >= 0 {
		p.blockAttributes(o.block, "pre", own)
	} else {
		p.buf = append(p.buf, own...)
	}
	p.buf = append(p.buf, "><code>"...)
	p.buf = appendHighlighted(p.buf, o.value, o.extra)
	p.buf = append(p.buf, "</code></pre>\n"...)
	if o.block >= 0 {
		p.after(o.block)
	}
}

// appendHighlighted appends code as HTML, its tokens in spans of chroma's
// classes if the language is known.
func appendHighlighted(b []byte, code, language string) []byte {
	tokens := tokenise(code, language)
	if tokens == nil {
		return escape(b, code, false)
	}
	for token := tokens(); token != chroma.EOF; token = tokens() {
		class := chroma.StandardTypes[token.Type]
		if class == "" || strings.TrimSpace(token.Value) == "" {
			b = escape(b, token.Value, false)
			continue
		}
		b = append(b, `<span class="`...)
		b = append(b, class...)
		b = append(b, `">`...)
		b = escape(b, token.Value, false)
		b = append(b, "</span>"...)
	}
	return b
}

// tokenise returns the tokens of code, or nil if the language is not known or
// the tokens would not give back the code.
func tokenise(code, language string) chroma.Iterator {
	if language == "" || len(language) > 40 || len(code) > maxHighlight {
		return nil
	}
	lexer := lexers.Get(strings.ToLower(language))
	if lexer == nil {
		return nil
	}
	tokens, err := chroma.Tokenise(chroma.Coalesce(lexer), &chroma.TokeniseOptions{State: "root", EnsureLF: false}, code)
	if err != nil {
		return nil
	}
	length := 0
	for _, token := range tokens {
		length += len(token.Value)
	}
	if length != len(code) {
		return nil
	}
	return chroma.Literator(tokens...)
}

// codeColours are the colours of code, light and dark, by kind of token. They
// are those of the annotations, which stand at 4.5 to 1 or better on the page's
// backgrounds in both themes (WCAG 2.2, 1.4.3); a test measures it.
var codeColours = []struct {
	kind        chroma.TokenType
	light, dark string
	more        string
}{
	{chroma.Comment, "#4a4f53", "#b4b8b5", "font-style:italic"},
	{chroma.CommentPreproc, "#86359a", "#d49ae4", ""},
	{chroma.Error, "#a3201a", "#f48b7a", ""},
	{chroma.Keyword, "#1559ab", "#84b5f2", ""},
	{chroma.KeywordType, "#00736a", "#57c3b4", ""},
	{chroma.NameAttribute, "#8a5600", "#dda851", ""},
	{chroma.NameBuiltin, "#00736a", "#57c3b4", ""},
	{chroma.NameClass, "#8a5600", "#dda851", ""},
	{chroma.NameConstant, "#86359a", "#d49ae4", ""},
	{chroma.NameDecorator, "#8a5600", "#dda851", ""},
	{chroma.NameEntity, "#86359a", "#d49ae4", ""},
	{chroma.NameException, "#a3201a", "#f48b7a", ""},
	{chroma.NameFunction, "#8a5600", "#dda851", ""},
	{chroma.NameTag, "#1559ab", "#84b5f2", ""},
	{chroma.LiteralNumber, "#86359a", "#d49ae4", ""},
	{chroma.LiteralDate, "#86359a", "#d49ae4", ""},
	{chroma.LiteralString, "#00736a", "#57c3b4", ""},
	{chroma.LiteralStringEscape, "#a3201a", "#f48b7a", ""},
	{chroma.OperatorWord, "#1559ab", "#84b5f2", ""},
	{chroma.GenericDeleted, "#a3201a", "#f48b7a", ""},
	{chroma.GenericInserted, "#00736a", "#57c3b4", ""},
	{chroma.GenericHeading, "#1559ab", "#84b5f2", "font-weight:600"},
	{chroma.GenericPrompt, "#4a4f53", "#b4b8b5", ""},
	{chroma.GenericEmph, "#181a1c", "#e6e6e0", "font-style:italic"},
	{chroma.GenericStrong, "#181a1c", "#e6e6e0", "font-weight:600"},
}

// ChromaCSS writes the style sheet for the classes of code blocks, for light
// and dark: it uses light-dark(), and so follows the page's color-scheme. It is
// needed by articles with HasCode.
func ChromaCSS(w io.Writer) error {
	var b strings.Builder
	b.WriteString("/* Colours of code, by chroma's classes. */\n")
	b.WriteString(".chroma{padding:.75rem 1rem;overflow-x:auto;tab-size:4;background:light-dark(#fbfbf9,#1c2023);color:light-dark(#181a1c,#e6e6e0)}\n")
	for i, colour := range codeColours {
		var classes []string
		for kind, class := range chroma.StandardTypes {
			if class != "" && codeColour(kind) == i {
				classes = append(classes, ".chroma ."+class)
			}
		}
		slices.Sort(classes)
		fmt.Fprintf(&b, "%s{color:light-dark(%s,%s)", strings.Join(classes, ","), colour.light, colour.dark)
		if colour.more != "" {
			b.WriteString(";" + colour.more)
		}
		b.WriteString("}\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// codeColour returns the index of the colour of a kind of token: its own, or
// else that of its parents; -1 if none has one.
func codeColour(kind chroma.TokenType) int {
	for {
		for i, colour := range codeColours {
			if colour.kind == kind {
				return i
			}
		}
		if kind <= 0 || kind.Parent() == kind {
			return -1
		}
		kind = kind.Parent()
	}
}
