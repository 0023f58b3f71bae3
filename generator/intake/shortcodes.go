package intake

import (
	"path"
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
			s += "\n\n" + line(caption) + "\n"
		}
		return s
	case "ref", "relref":
		return it.linkTo(args["0"])
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
	it.leave("shortcodes "+cut(name, 40), 1) // the words between its tags are kept
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

// linkTo is the way from the item's seed to that of another file of the site.
// Targets with a folder count from the top of the content, others from the
// item's folder.
func (it *Item) linkTo(target string) string {
	target, fragment, marked := strings.Cut(line(target), "#")
	if marked {
		fragment = "#" + fragment
	}
	if target == "" {
		return fragment
	}
	folder := path.Dir(it.Path)
	if !strings.Contains(target, "/") {
		target = path.Join(folder, target)
	}
	target = strings.TrimPrefix(path.Clean("/"+target), "/")
	target = strings.TrimSuffix(strings.TrimSuffix(target, path.Ext(target)), "/index") + ".md"
	up := ""
	for !strings.HasPrefix(target, folder+"/") && folder != "." {
		up, folder = up+"../", path.Dir(folder)
	}
	if folder != "." {
		target = strings.TrimPrefix(target, folder+"/")
	}
	return addressEscaper.Replace(strings.ReplaceAll(up+target, " ", "%20")) + fragment
}

// liquid replaces the tags and variables of Jekyll that show something, and
// takes others out.
func (it *Item) liquid(body string) string {
	raw := strings.Contains(body, "{% raw %}")
	body = outsideCode(body, func(s string) string { return liquidTag.ReplaceAllStringFunc(s, it.liquidTag) })
	return outsideCode(body, func(s string) string {
		if !raw {
			s = liquidOut.ReplaceAllStringFunc(s, it.liquidOut)
		}
		return kramdown.ReplaceAllString(s, "")
	})
}

func (it *Item) liquidTag(tag string) string {
	m := liquidTag.FindStringSubmatch(tag)
	switch m[1] {
	case "raw", "endraw", "comment", "endcomment":
	case "highlight":
		language, _, _ := strings.Cut(m[2], " ")
		return "```" + strings.ReplaceAll(language, "`", "")
	case "endhighlight":
		return "```"
	case "post_url":
		return it.linkTo("/" + strings.Trim(m[2], "\"' ") + ".md")
	case "link":
		return it.linkTo(strings.NewReplacer("_posts/", "/").Replace(strings.Trim(m[2], "\"' /")))
	default:
		it.leave("tags "+cut(m[1], 40), 1)
	}
	return ""
}

func (it *Item) liquidOut(out string) string {
	name, _, _ := strings.Cut(liquidOut.FindStringSubmatch(out)[1], "|")
	switch name = strings.TrimSpace(name); {
	case strings.HasPrefix(name, "\""), strings.HasPrefix(name, "'"):
		return strings.Trim(name, "\"'") // a text with relative_url and the like
	case name == "page.title":
		return escape(it.Title, false, 0)
	case name == "site.baseurl", name == "site.url":
	default:
		it.leave("variables "+cut(line(name), 40), 1)
	}
	return ""
}
