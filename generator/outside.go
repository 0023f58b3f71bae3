package generator

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"pressmark/generator/fault"
	"pressmark/generator/linkcheck"
)

// An OutsideLink is an address in the world beyond the site, and where it is
// linked from.
type OutsideLink struct {
	URL   string   `json:"url"`
	Pages []string `json:"pages"` // files of the output, in order
	State string   `json:"state"` // alive, moved, gone, forbidden or unreachable
	To    string   `json:"to,omitempty"`
	Why   string   `json:"why,omitempty"`
	// Archived is where a copy may be, of the time of the article that links to
	// it; of what is not alive only.
	Archived string `json:"archived,omitempty"`

	line int
}

// CheckOutside asks for every address beyond the site that its pages link to,
// once, and returns them in order. progress may be nil.
func CheckOutside(ctx context.Context, cfg Config, o linkcheck.Options, progress Progress) ([]*OutsideLink, error) {
	c, names, pages, err := readPublished(ctx, cfg)
	if err != nil {
		return nil, err
	}
	found := map[string]*OutsideLink{}
	for i, name := range names {
		for _, link := range pages[i].links {
			u, err := url.Parse(strings.TrimSpace(link.text))
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Host == c.host {
				continue
			}
			address := u.String()
			one := found[address]
			if one == nil {
				one = &OutsideLink{URL: address, line: link.line}
				found[address] = one
			}
			if n := len(one.Pages); n == 0 || one.Pages[n-1] != name {
				one.Pages = append(one.Pages, name)
			}
		}
	}
	var links []*OutsideLink
	for _, one := range found {
		links = append(links, one)
	}
	slices.SortFunc(links, func(x, y *OutsideLink) int { return strings.Compare(x.URL, y.URL) })
	addresses := make([]string, len(links))
	for i, one := range links {
		addresses[i] = one.URL
	}
	if progress != nil {
		o.Done = func(n int) { progress("ask other hosts", n, len(links)) }
	}
	for i, r := range linkcheck.Check(ctx, addresses, o) {
		one := links[i]
		one.State, one.To, one.Why = r.State.String(), r.To, r.Why
		if one.Why == "" && r.State != linkcheck.Alive && r.State != linkcheck.Moved {
			one.Why = fmt.Sprintf("answers with %d", r.Status)
		}
		if r.State == linkcheck.Gone || r.State == linkcheck.Unreachable {
			one.Archived = archived(one)
		}
	}
	return links, ctx.Err()
}

// archived is where the Internet Archive has a copy of an address, if it has
// one: that nearest to the time of the page that links to it, which its own
// address tells.
func archived(link *OutsideLink) string {
	when := "2"
	if parts := strings.Split(link.Pages[0], "/"); len(parts) > 2 && len(parts[0]) == 4 && strings.Trim(parts[0], "0123456789") == "" {
		if when = parts[0]; len(parts[1]) == 2 && strings.Trim(parts[1], "0123456789") == "" {
			when += parts[1]
		}
	}
	return "https://web.archive.org/web/" + when + "/" + link.URL
}

// Finding tells of a link that is rotten; nil if it is not. What only
// moved is a warning.
func (l *OutsideLink) Finding(cfg Config) *fault.Fault {
	at := filepath.Join(cfg.OutputPath(), filepath.FromSlash(l.Pages[0]))
	more := ""
	if n := len(l.Pages) - 1; n > 0 {
		more = fmt.Sprintf(" (and from %d more)", n)
	}
	switch l.State {
	case "moved":
		f := fault.New(at, l.line, 0, "link to where it is now", "%q has moved to %q%s", l.URL, l.To, more)
		f.Warning = true
		return f
	case "gone", "unreachable":
		return fault.New(at, l.line, 0, "a copy may be at "+l.Archived, "%q is %s: %s%s", l.URL, l.State, l.Why, more)
	}
	return nil
}
