package site

import (
	"strings"

	"pressmark/generator/archive"
	"pressmark/generator/fault"
	"pressmark/generator/source"
)

// A withdrawnView is the notice that stands where an article stood.
type withdrawnView struct {
	Spine  [3]string
	Date   string // when it was withdrawn, in words; "" if that is not said
	Value  string // the same for machines
	Reason string
}

// withdrawn plans a notice at the address of each article that was withdrawn.
// No list, feed or file of data leads there: only links from elsewhere do.
func (p *planner) withdrawn() {
	for _, m := range p.options.Withdrawn {
		e := &archive.Entry{Meta: m}
		url := p.pattern.of(e)
		if _, taken := p.taken[strings.ToLower(p.links.file(url))]; taken {
			url = p.pattern.with(e, "-"+e.ShelfMark())
		}
		p.view(m.Path, url, "withdrawn.html", []string{m.ID}, func() (*view, error) {
			notice := withdrawnView{Spine: spineOf(e), Value: dateValue(m.Rights.Withdrawn), Reason: oneLine(m.Rights.Reason)}
			if notice.Value != "" {
				notice.Date = p.longDate(m.Rights.Withdrawn)
			}
			return &view{Title: p.say("Withdrawn article"), Description: p.say("An article of this archive was withdrawn."), NoIndex: true, Main: notice}, nil
		})
		p.formerAddresses(e, url)
	}
}

// formerAddresses plans a page at each former address of an article, which leads
// to url.
func (p *planner) formerAddresses(e *archive.Entry, url string) {
	name := p.title(e)
	if e.Rights.Level == source.Tombstone {
		name = p.say("Withdrawn article")
	}
	for _, alias := range e.Aliases {
		from, ok := aliasURL(alias)
		if !ok {
			p.faults = append(p.faults, fault.New(e.Path, 0, 0, `write it like "/old/address/"`, "alias %q is not an address within the site", alias))
			continue
		}
		if from != url {
			p.redirect(e.Path, from, url, name, e.ID, true)
		}
	}
}
