package generator

import (
	"context"
	"fmt"
	"io"

	"pressmark/generator/cache"
	"pressmark/generator/export"
	"pressmark/generator/site"
)

// numbers gives each page its number in the site.
func numbers(pages *site.Site) map[*site.Page]int {
	if len(pages.Bundles) == 0 {
		return nil
	}
	at := make(map[*site.Page]int, len(pages.Pages))
	for i, p := range pages.Pages {
		at[p] = i
	}
	return at
}

// makeBundle makes those pages of a bundle that are not as they were, in one
// pass. They go to the output piece by piece.
func (r *run) makeBundle(b *site.Bundle, at map[*site.Page]int, output *cache.Output) error {
	out := make([]io.Writer, len(b.Pages))
	streams := make([]*cache.Stream, len(b.Pages))
	abandon := func() {
		for _, s := range streams {
			if s != nil {
				s.Abandon()
			}
		}
	}
	wanted := 0
	for i, page := range b.Pages {
		kept, err := r.keepPage(page, at[page], output)
		if err == nil && !kept {
			streams[i], err = output.Create(page.Path)
			out[i] = streams[i]
			wanted++
		}
		if err != nil {
			abandon()
			return r.outputFault(err)
		}
	}
	if wanted == 0 {
		return nil
	}
	if err := guard(0, func(int) error { return b.Write(out) }); err != nil {
		abandon()
		return r.pageFault(b.Pages[0], r.outputFault(err))
	}
	for i, s := range streams {
		if s == nil {
			continue
		}
		streams[i] = nil
		file, err := s.Close()
		if err == nil {
			err = r.verify(b.Pages[i], at[b.Pages[i]], file)
			r.largest.see(file.Path, file.Size)
		}
		if err != nil {
			abandon()
			return r.outputFault(err)
		}
	}
	return nil
}

// renderLast makes the pages that tell of other files, when all others are made.
func (r *run) renderLast(ctx context.Context, pages *site.Site, make func(i int) error) error {
	var last []int
	for i, page := range pages.Pages {
		if page.Last {
			last = append(last, i)
		}
	}
	return r.each(ctx, len(last), func(n int) error { return make(last[n]) })
}

// file tells the site of a file that this build has made or kept.
func (r *run) file(path string) (export.Sum, error) {
	if r.output == nil {
		return export.Sum{}, fmt.Errorf("%s: nothing is published yet", path)
	}
	sum, size, err := r.output.Sum(path)
	return export.Sum{SHA256: sum, Size: size}, err
}
