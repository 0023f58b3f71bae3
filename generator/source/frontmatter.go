package source

import (
	"regexp"
	"strings"
)

// front is the metadata at the head of a file.
type front struct {
	entries []entry
	end     int // byte offset at which the body begins
	lines   int // lines before it
}

func (f *front) has(key string) bool {
	for _, e := range f.entries {
		if e.key == key {
			return true
		}
	}
	return false
}

// frontMatter reads the metadata at the head of s, if there is any: YAML
// between lines of "---", and in Markdown also TOML between lines of "+++" and
// a JSON object.
func (r *reader) frontMatter(s string, markdown bool) front {
	first, _, _ := strings.Cut(s, "\n")
	first = strings.TrimRight(first, " \t")
	switch {
	case first == "---" || first == "+++" && markdown:
		return r.fenced(s, first)
	case markdown && jsonStart.MatchString(s):
		return r.json(s)
	}
	return front{}
}

var (
	jsonStart = regexp.MustCompile(`^\{\s*("|\})`)
	keyStart  = regexp.MustCompile(`^\s*["']?[A-Za-z_][\w-]*["']?\s*[:=]`)
)

// fenced reads YAML or TOML between two lines of fence.
func (r *reader) fenced(s, fence string) front {
	start := strings.IndexByte(s, '\n') + 1
	if start == 0 {
		return front{}
	}
	end, next := closingFence(s, start, fence)
	if end < 0 {
		if keyStart.MatchString(s[start:]) {
			r.fail(1, 1, "end it with a line "+fence, "the front matter is not closed")
			return front{end: len(s)}
		}
		return front{} // a thematic break
	}
	f := front{end: next, lines: strings.Count(s[:next], "\n")}
	if fence == "---" {
		f.entries = r.yaml(r.path, s[start:end], 1)
	} else {
		f.entries = r.toml(s[start:end], 1)
	}
	return f
}

// closingFence returns where the line of fence after start begins and where
// the line after it does; -1 if there is none.
func closingFence(s string, start int, fence string) (at, next int) {
	for at = start; at < len(s); at = next {
		if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
			next = at + i + 1
		} else {
			next = len(s)
		}
		line := strings.TrimRight(s[at:next], " \t\n")
		if line == fence || fence == "---" && line == "..." {
			return at, next
		}
	}
	return -1, 0
}

// sidecar reads the metadata file beside an article.
func (r *reader) sidecar(name string, content []byte) []entry {
	s, _, ok := toUTF8(content)
	if !ok || len(content) > maxBytes {
		r.faults = append(r.faults, faultIn(name, 0, 0, "write the metadata as YAML, or remove the file", "not a text file"))
		return nil
	}
	return r.yaml(name, unixLines(repair(s)), 0)
}

// unique reports keys given twice and keeps the first.
func (r *reader) unique(entries []entry) []entry {
	lines := make(map[string]int, len(entries))
	kept := entries[:0]
	for _, e := range entries {
		if line, twice := lines[e.key]; twice {
			r.faults = append(r.faults, faultIn(e.path, e.line, e.col, "remove one of the two", "the key %q is given twice, first on line %d", e.written, line))
			continue
		}
		lines[e.key] = e.line
		kept = append(kept, e)
	}
	return kept
}

// known brings a key to the form in which Pressmark knows it.
func known(key string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(key)), "-", "_")
}
