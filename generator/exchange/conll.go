package exchange

import (
	"strings"

	"pressmark/generator/fault"
)

// columns reads CoNLL: a word a line, its name's label in the last column as
// IOB, IOB2 or BIOES has it, blank lines between sentences. Ten columns parted
// by tabs are CoNLL-U, where the label is in the last one as "NER=B-PER". A
// document begins with "# newdoc id = …" or "-DOCSTART-".
func (f *file) columns() error {
	d := &Doc{Article: f.article, Path: f.path, Line: 1}
	give := func() error {
		if len(d.Tokens) == 0 {
			return nil
		}
		return f.do(d)
	}
	before, parts := "O", 0
	number := 0
	for line := range strings.Lines(string(f.content)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.TrimSpace(line) == "":
			before = "O"
			continue
		case strings.HasPrefix(line, "# newdoc"):
			if err := give(); err != nil {
				return err
			}
			_, id, _ := strings.Cut(line, "=")
			d = &Doc{Article: strings.TrimSpace(id), Path: f.path, Line: number}
			continue
		case strings.HasPrefix(line, "#") && len(strings.Fields(line)) != 2:
			continue
		case strings.HasPrefix(line, "-DOCSTART-"):
			if err := give(); err != nil {
				return err
			}
			parts++
			d = &Doc{Article: f.article, Path: f.path, Line: number}
			if parts > 1 {
				return fault.New(f.path, number, 1, `begin each document with a line "# newdoc id = …", or put each into a file of its own`, "which article this document is of is not said")
			}
			continue
		}
		word, label, ok := cells(line)
		if !ok {
			continue // a range of words or an empty one of CoNLL-U
		}
		if label == "" {
			return fault.New(f.path, number, 1, "write a word and its label on each line: Minsk\tB-LOC", "there is no label")
		}
		token := Token{Line: number, Words: word}
		mark, kind, _ := strings.Cut(label, "-")
		var m Mark
		switch {
		case label == "O" || label == "_":
		case !strings.Contains("BIESLU", mark) || len(mark) != 1 || kind == "":
			return fault.New(f.path, number, 1, "write O, B-PER, I-PER and the like", "the label %q is none of IOB", label)
		case m.labelled(kind) && m.Is == "name":
			token.Kind = m.Kind
			token.Begin = mark == "B" || mark == "S" || mark == "U" || before == "O" || !strings.HasSuffix(before, "-"+kind)
		}
		before = label
		d.Tokens = append(d.Tokens, token)
	}
	return give()
}

// cells takes a line apart.
func cells(line string) (word, label string, ok bool) {
	if c := strings.Split(line, "\t"); len(c) == 10 {
		if strings.ContainsAny(c[0], "-.") {
			return "", "", false
		}
		label = "O"
		for pair := range strings.SplitSeq(c[9], "|") {
			if key, value, _ := strings.Cut(pair, "="); strings.EqualFold(key, "NER") || strings.EqualFold(key, "Entity") {
				label = value
			}
		}
		return c[1], label, true
	}
	c := strings.Fields(line)
	if len(c) < 2 {
		return c[0], "", true
	}
	return c[0], c[len(c)-1], true
}

// escaped are words as the Penn Treebank writes them.
var escaped = map[string]string{"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}

// forms are how a word of the file may be written in the text.
func (t Token) forms() []string {
	forms := []string{t.Words}
	if plain, ok := escaped[t.Words]; ok {
		forms = append(forms, plain)
	}
	switch t.Words {
	case "``", "''", `"`:
		forms = append(forms, "“", "”", `"`, "„", "«", "»", "''", "``")
	case "`", "'":
		forms = append(forms, "‘", "’", "'")
	case "--":
		forms = append(forms, "–", "—")
	case "...":
		forms = append(forms, "…")
	}
	if strings.Contains(t.Words, "'") {
		forms = append(forms, strings.ReplaceAll(t.Words, "'", "’"))
	}
	return forms
}
