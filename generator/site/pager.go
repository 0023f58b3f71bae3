package site

import "strconv"

// A pager leads from page to page of a list.
type pager struct {
	Label string
	Links []pagerLink
}

type pagerLink struct {
	Text, URL, Rel string
	Current        bool
}

// A leaf is one page of a list that is numbered from its oldest end, so that a
// new row changes the newest pages only. rows are [from, to) of the list with
// its newest row first.
type leaf struct {
	number   int // from 1, the oldest
	newest   bool
	from, to int
}

// leaves divides n rows. All but the newest leaf have size rows; the newest
// has size to 2*size-1, or fewer if there are not more.
func leaves(n, size int) []leaf {
	full := max(n/size, 1)
	all := []leaf{{number: full, newest: true, to: n - (full-1)*size}}
	for number := full - 1; number >= 1; number-- {
		from := all[len(all)-1].to
		all = append(all, leaf{number: number, from: from, to: from + size})
	}
	return all
}

// url is the address of a leaf of the list at root.
func (l leaf) url(root string) string {
	if l.newest {
		return root
	}
	return root + "page/" + strconv.Itoa(l.number) + "/"
}

// pagerOf leads from one leaf to those beside it and to both ends. It does not
// say how many there are: then a new row would change every page. The newest
// leaf alone does.
func (lib *library) pagerOf(root, label string, all []leaf, at int) *pager {
	if len(all) < 2 {
		return nil
	}
	p := &pager{Label: label}
	add := func(text string, i int, rel string) {
		if i >= 0 && i < len(all) && i != at {
			p.Links = append(p.Links, pagerLink{Text: text, URL: all[i].url(root), Rel: rel})
		}
	}
	oldest := len(all) - 1
	if at > 0 {
		add(lib.say("Newest"), 0, "")
		if at > 1 {
			add(lib.say("Newer"), at-1, "prev")
		}
		if at-1 > 0 {
			add(lib.figure(all[at-1].number), at-1, "")
		}
	}
	p.Links = append(p.Links, pagerLink{Text: lib.figure(all[at].number), Current: true})
	if at < oldest {
		add(lib.figure(all[at+1].number), at+1, "")
		if at+2 < oldest {
			add(lib.figure(all[at+2].number), at+2, "")
		}
		if at+1 < oldest {
			p.Links = append(p.Links, pagerLink{Text: "…"})
			add("1", oldest, "")
		}
		add(lib.say("Older"), at+1, "next")
	}
	return p
}
