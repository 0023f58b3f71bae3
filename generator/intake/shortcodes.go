package intake

import (
	"regexp"
	"strings"
)

var (
	hugoCode  = regexp.MustCompile(`\{\{[<%]\s*(/?)\s*([A-Za-z][\w/.-]*)((?:[^>%"` + "`" + `}]|"[^"]*"|` + "`[^`]*`" + `|[>%][^}])*?)(/?)\s*[>%]\}\}`)
	hugoArg   = regexp.MustCompile(`([\w-]+)\s*=\s*(?:"([^"]*)"|` + "`([^`]*)`" + `|(\S+))`)
	hugoWord  = regexp.MustCompile(`"([^"]*)"|(\S+)`)
	liquidTag = regexp.MustCompile(`\{%-?\s*(\w+)\s*(.*?)\s*-?%\}`)
	liquidOut = regexp.MustCompile(`\{\{-?\s*(.*?)\s*-?\}\}`)
	kramdown  = regexp.MustCompile(`(?m)^\{:[^}\n]*\}[ \t]*\n?|\{:\s*[.#][^}\n]*\}`)
	fenced    = regexp.MustCompile("(?ms)^(?:```.*?^```|~~~.*?^~~~)[ \t]*$")
)

// outsideCode applies f to what of a Markdown text stands outside of fenced
// code.
func outsideCode(body string, f func(string) string) string {
	var b strings.Builder
	at := 0
	for _, code := range fenced.FindAllStringIndex(body, -1) {
		b.WriteString(f(body[at:code[0]]))
		b.WriteString(body[code[0]:code[1]])
		at = code[1]
	}
	b.WriteString(f(body[at:]))
	return b.String()
}

// hugoShortcodes replaces the shortcodes that show something by Markdown, and
// takes others out of the text, keeping the words between their tags.
func (it *Item) hugoShortcodes(body string) string {
	return outsideCode(body, func(s string) string {
		return hugoCode.ReplaceAllStringFunc(s, func(code string) string {
			m := hugoCode.FindStringSubmatch(code)
			closing, name, args := m[1] != "", m[2], hugoArgs(m[3])
			if closing {
				if name == "highlight" {
					return "\n```\n"
				}
				return ""
			}
			return it.hugoShortcode(name, args)
		})
	})
}

func (it *Item) hugoShortcode(name string, args map[string]string) string {
	switch name {
	case "figure", "img", "image":
		src := first(args["src"], args["0"])
		if src == "" {
			break
		}
		s := "![" + escape(line(args["alt"]), false, ']') + "](" + addressEscaper.Replace(strings.ReplaceAll(src, " ", "%20")) + ")"
		if caption := first(args["caption"], args["title"]); caption != "" {
			s += "\n\n" + escape(line(caption), true, 0) + "\n"
		}
		return s
	case "ref", "relref":
		return args["0"]
	case "highlight":
		return "\n```" + strings.Map(func(r rune) rune {
			if r == '`' || r == '\n' {
				return -1
			}
			return r
		}, args["0"]) + "\n"
	case "youtube":
		return "[https://www.youtube.com/watch?v=" + first(args["id"], args["0"]) + "](https://www.youtube.com/watch?v=" + addressEscaper.Replace(first(args["id"], args["0"])) + ")"
	case "vimeo":
		return "[https://vimeo.com/" + first(args["id"], args["0"]) + "](https://vimeo.com/" + addressEscaper.Replace(first(args["id"], args["0"])) + ")"
	}
	it.doubt("left out: the shortcode %q; words between its tags are kept", cut(name, 40))
	return ""
}

// hugoArgs reads the arguments of a shortcode; those without a name have a
// number.
func hugoArgs(s string) map[string]string {
	args := map[string]string{}
	for _, m := range hugoArg.FindAllStringSubmatch(s, -1) {
		args[m[1]] = first(m[2], m[3], m[4])
	}
	rest := hugoArg.ReplaceAllString(s, "")
	for i, m := range hugoWord.FindAllStringSubmatch(rest, 10) {
		args[string(rune('0'+i))] = first(m[1], m[2])
	}
	return args
}

// liquid replaces the tags and variables of Jekyll that show something, and
// takes others out.
func (it *Item) liquid(body string) string {
	return outsideCode(body, func(s string) string {
		raw := false
		s = liquidTag.ReplaceAllStringFunc(s, func(tag string) string {
			m := liquidTag.FindStringSubmatch(tag)
			switch m[1] {
			case "raw", "endraw":
				raw = true
				return ""
			case "highlight":
				language, _, _ := strings.Cut(m[2], " ")
				return "```" + strings.ReplaceAll(language, "`", "")
			case "endhighlight":
				return "```"
			case "post_url":
				return "/" + strings.Trim(m[2], "\"' ")
			case "link":
				return "/" + strings.Trim(m[2], "\"' /")
			case "comment", "endcomment":
			default:
				it.doubt("left out: the tag {%% %s %%}", cut(m[1], 40))
			}
			return ""
		})
		if !raw {
			s = liquidOut.ReplaceAllStringFunc(s, func(out string) string {
				name := liquidOut.FindStringSubmatch(out)[1]
				base, _, _ := strings.Cut(name, "|")
				base = strings.TrimSpace(base)
				if strings.HasPrefix(base, "\"") || strings.HasPrefix(base, "'") {
					return strings.Trim(base, "\"'") // a text with relative_url and the like
				}
				if base != "site.baseurl" && base != "site.url" && base != "page.title" {
					it.doubt("left out: the variable {{ %s }}", cut(line(base), 40))
				}
				if base == "page.title" {
					return escape(it.Title, false, 0)
				}
				return ""
			})
		}
		return kramdown.ReplaceAllString(s, "")
	})
}
