package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/mmcdole/gofeed"

	"pressmark/generator/fault"
)

// readFeed reads RSS, Atom or JSON Feed. Feeds are short lists: the file is
// read whole. A record is an item; its checksum is that of what the feed says,
// as JSON, since the items of a feed have no bytes of their own in all three.
func readFeed(in *input, yield func(Record) error) error {
	data, err := in.all(maxFeed)
	if err != nil {
		return err
	}
	if tooDeep(data) {
		return fault.New(in.name, 0, 0, "it was made to exhaust who reads it; leave it out", "is nested more than %d deep", maxDepth)
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return fault.New(in.name, 0, 0, "check that it is a whole RSS, Atom or JSON feed", "can't be read: %v", err)
	}
	for i, item := range feed.Items {
		printed, err := json.Marshal(item)
		if err != nil {
			return err
		}
		rec := Record{File: in.name, Place: fmt.Sprintf("item %d", i+1), Sum: sha256.Sum256(printed)}
		rec.make = func() *Item { return feedItem(feed, item, in.o) }
		if err := yield(rec); err != nil {
			return err
		}
	}
	return nil
}

func feedItem(feed *gofeed.Feed, item *gofeed.Item, o *Options) *Item {
	it := &Item{Title: plainOf(item.Title), Source: plainOf(feed.Title), Lang: feed.Language, ID: first(item.GUID, item.Link)}
	if !plainLang(it.Lang) {
		it.Lang = ""
	}
	it.setURL(resolve(feed.Link, item.Link))
	lang := first(it.Lang, o.Lang)
	it.setDate(&it.Date, item.Published, lang, o.DateOrder)
	it.setDate(&it.Updated, item.Updated, lang, o.DateOrder)
	if it.Date == "" && it.Updated != "" {
		it.Date = it.Updated
		it.doubt("the date is that of the last change; the feed has no other")
	}
	if it.Updated == it.Date {
		it.Updated = ""
	}
	for _, author := range item.Authors {
		it.addByline(author.Name)
	}
	for _, tag := range item.Categories {
		it.addTag(plainOf(tag))
	}
	body := item.Content
	if strings.TrimSpace(body) == "" {
		body = item.Description
		if strings.TrimSpace(body) != "" {
			it.doubt("the feed has a summary only")
		}
	} else {
		it.Summary = cut(plainOf(item.Description), 1000)
	}
	if strings.TrimSpace(body) == "" {
		return skipped("it has no text")
	}
	if strings.ContainsAny(body, "<&") {
		it.setHTML(body)
	} else {
		it.setText(body)
	}
	return it
}
