package archive

import (
	"strings"
	"testing"

	"pressmark/generator/text"
)

func TestAnchorAtFindsOnePlace(t *testing.T) {
	body := "A title\n\nThe mayor said no. The mayor said yes, and the mayor said no again.\n\nNo, said the mayor: \"no\"."
	for at := 0; at+2 < len(body); at++ {
		for _, words := range []string{"said", "mayor", "no", "The mayor said"} {
			if !strings.HasPrefix(body[at:], words) || !wordBorder(body, at) || !wordBorder(body, at+len(words)) {
				continue
			}
			span := text.Span{Start: at, End: at + len(words)}
			a, ok := AnchorAt(body, span)
			if !ok {
				t.Errorf("no anchor for %q at %d", words, at)
				continue
			}
			if places := a.places(body); len(places) != 1 || places[0] != span {
				t.Errorf("%+v fits %v, want %v", a, places, span)
			}
		}
	}
	if a, ok := AnchorAt("no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no no", text.Span{Start: 90, End: 92}); ok {
		t.Errorf("an anchor for words that stand everywhere: %+v", a)
	}
}

func TestLongWordsAreCutAndReadBack(t *testing.T) {
	body := "Title\n\n“" + strings.Repeat("many words of “one” speaker\t", 20) + "end” said \\she."
	span := text.Span{Start: len("Title\n\n"), End: len(body)}
	a, ok := AnchorAt(body, span)
	if !ok || len(a.Exact) > longExact {
		t.Fatalf("%+v %v", a, ok)
	}
	c, err := LoadCorrections("corrections.yaml", []byte("corrections:\n  - article: a\n    find: "+a.YAML()+"\n    set: {remove: true}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c.All[0].Find != a {
		t.Errorf("read back as %+v, want %+v", c.All[0].Find, a)
	}
}

func TestAppendKeepsTheFile(t *testing.T) {
	const item = "article: b\nfind: {exact: two}\nset: {remove: true}"
	for _, c := range []struct{ before, want string }{
		{"", "corrections:\n  - article: b\n"},
		{"# ours\n", "# ours\ncorrections:\n  - article: b\n"},
		{"corrections:\n", "corrections:\n  - article: b\n"},
		{"# why\ncorrections:\n- article: a # first\n  find: {exact: one}\n  set: {remove: true}", "  set: {remove: true}\n- article: b\n  find: {exact: two}\n"},
		{"corrections:\n    - article: a\n      find: {exact: one}\n      set: {remove: true}\n    # the end\n", "    # the end\n    - article: b\n      find: {exact: two}\n"},
	} {
		got, err := Append("corrections.yaml", []byte(c.before), "corrections", item)
		if err != nil {
			t.Errorf("%q: %v", c.before, err)
			continue
		}
		if !strings.HasPrefix(string(got), c.before) || !strings.Contains(string(got), c.want) {
			t.Errorf("%q became %q", c.before, got)
		}
		read, err := LoadCorrections("corrections.yaml", got)
		if err != nil || read.All[len(read.All)-1].Find.Exact != "two" {
			t.Errorf("%q: %v", got, err)
		}
	}
	for _, bad := range []string{"corrections: [{article: a, find: {exact: one}, set: {remove: true}}]\n", "other:\n  - 1\n", "- 1\n", "a: [\n"} {
		if got, err := Append("corrections.yaml", []byte(bad), "corrections", item); err == nil {
			t.Errorf("%q became %q", bad, got)
		}
	}
}
