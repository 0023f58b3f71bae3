package site

import (
	"bytes"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// relative writes a page whose addresses within the site are relative to it, and
// name files: such a site can be opened from a disk, or from IPFS, below any
// path. page is the page's path in the output folder, base the path that the
// addresses in it begin with.
func relative(page []byte, name, base string) []byte {
	var b bytes.Buffer
	b.Grow(len(page) + len(page)/8)
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			b.Write(z.Raw())
			return b.Bytes()
		case html.StartTagToken, html.SelfClosingTagToken:
			raw := z.Raw()
			if !bytes.Contains(raw, []byte(base)) {
				b.Write(raw)
				continue
			}
			raw = bytes.Clone(raw) // the tokenizer changes it
			token := z.Token()
			if relativeAttributes(&token, name, base) {
				b.WriteString(token.String())
			} else {
				b.Write(raw)
			}
		default:
			b.Write(z.Raw())
		}
	}
}

// relativeAttributes reports whether a tag had an address within the site.
func relativeAttributes(token *html.Token, name, base string) bool {
	changed := false
	for i, a := range token.Attr {
		value := a.Val
		before, address, refresh := strings.Cut(value, "url=")
		switch {
		case a.Key == "href" || a.Key == "src" || a.Key == "action" || strings.HasPrefix(a.Key, "data-"):
			before, address = "", value
		case a.Key == "content" && token.Data == "meta" && refresh:
			before += "url="
		default:
			continue
		}
		if strings.HasPrefix(address, "//") || !strings.HasPrefix(address, base) {
			continue
		}
		token.Attr[i].Val = before + relativeTo(name, address[len(base):])
		changed = true
	}
	return changed
}

// relativeTo is the way from a page to an address, both from the site's root.
func relativeTo(page, address string) string {
	tail := ""
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		address, tail = address[:i], address[i:]
	}
	to := address
	if to == "" || strings.HasSuffix(to, "/") {
		to += "index.html"
	}
	if to == page && strings.HasPrefix(tail, "#") {
		return tail
	}
	from, parts := strings.Split(path.Dir(page), "/"), strings.Split(to, "/")
	if from[0] == "." {
		from = nil
	}
	for len(from) > 0 && len(parts) > 1 && from[0] == parts[0] {
		from, parts = from[1:], parts[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(parts, "/") + tail
}
