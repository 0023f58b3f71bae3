package generator

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
	"syscall"

	"pressmark/generator/archive"
	"pressmark/generator/cache"
	"pressmark/generator/fault"
	"pressmark/generator/site"
	"pressmark/generator/source"
	"pressmark/templates"
)

// Build makes the site that cfg describes and publishes it. The error joins a
// fault.Fault for everything that is wrong with the input; then the output is
// as it was before. progress may be nil.
func Build(ctx context.Context, cfg Config, progress Progress) (*Report, error) {
	b := NewBuilder()
	b.Once = true
	defer b.Close()
	return b.Build(ctx, cfg, progress)
}

// A Builder makes a site again and again, and remembers what the last build
// read. It builds one site at a time. Close it in the end.
type Builder struct {
	// Waiting is called when another build holds the output folder. May be nil.
	Waiting func()
	// Whole makes each build read and resolve everything, even if nothing
	// changed since the last one.
	Whole bool
	// Once says that there will be no further build, and nothing is worth keeping
	// for it.
	Once bool
	// VerifyKeys makes each build render every page, and fail on one whose
	// bytes changed though its key did not.
	VerifyKeys bool

	annotate annotator
	other    *otherAnnotator     // nil if Pressmark annotates
	readings map[string]*reading // of the last build, by path
	texts    *archive.Spool
	store    *cache.Store // nil where there can be none
	shown    atomic.Pointer[shown]
}

// NewBuilder returns a Builder that has read nothing yet.
func NewBuilder() *Builder {
	return &Builder{readings: map[string]*reading{}}
}

// Build makes and publishes the site once. Articles that did not change since
// the Builder's last build are not annotated again.
func (b *Builder) Build(ctx context.Context, cfg Config, progress Progress) (*Report, error) {
	for attempt := 1; ; attempt++ {
		report, err := b.build(ctx, cfg, progress)
		b.tidyStore()
		var changed *changedError
		if !errors.As(err, &changed) || attempt == 3 {
			return report, err
		}
		// Somebody saved an article while it was built from: begin again.
	}
}

func (b *Builder) build(ctx context.Context, cfg Config, progress Progress) (*Report, error) {
	r := newRun(b, cfg, progress)
	defer func() { r.given.close() }()
	entries, err := r.read(ctx)
	if err != nil {
		return nil, err
	}
	if r.stands {
		r.clock.done("compare")
		return r.again(), nil
	}
	r.clock.done("read and annotate")
	a, err := r.resolve(entries)
	if err != nil {
		return nil, err
	}
	r.clock.done("resolve")
	pages, renderer, err := r.plan(a)
	if err != nil {
		return nil, err
	}
	r.clock.done("plan")
	if err := r.strict(); err != nil {
		return nil, err
	}
	output, err := cache.OpenOutput(ctx, cfg.OutputPath(), b.Waiting)
	if err != nil {
		return nil, r.outputFault(err)
	}
	defer output.Close()
	r.identify(a, pages)
	if err := r.render(ctx, pages, renderer, output); err != nil {
		return nil, err
	}
	r.clock.done("render")
	result, err := output.Commit()
	if err != nil {
		return nil, r.outputFault(err)
	}
	r.keepShown(a, pages, renderer)
	r.clock.done("publish")
	return r.finish(a, pages, result, output), nil
}

// A run is one build of one configuration.
type run struct {
	*Builder
	cfg      Config
	progress Progress
	clock    *clock
	report   *Report
	largest  largest
	output   *cache.Output // that is published to, from render on

	inputs cache.Key    // of everything that was read; zero if it has none
	last   *cache.Built // what the last build left; nil if nothing
	stands bool         // the site is already what this build would make
	keys   []cache.Key  // of each page; nil if pages have none
	before map[string]cache.BuiltPage

	rights      *rights
	withdrawn   []source.Meta // of what may only be told that it is withdrawn
	given       *given        // nil if all is annotated here
	corrections *archive.Corrections
	edited      sync.Map // see shown

	mu sync.Mutex // of progress
}

func newRun(b *Builder, cfg Config, progress Progress) *run {
	return &run{Builder: b, cfg: cfg, progress: progress, clock: newClock(), report: &Report{
		Output: cfg.OutputPath(), BaseURL: cfg.Site.BaseURL, Warnings: []*fault.Fault{},
	}}
}

// tell passes on how far a step is.
func (r *run) tell(step string, done, total int) {
	if r.progress != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.progress(step, done, total)
	}
}

// plan works out every page, and reads the templates that make them.
func (r *run) plan(a *archive.Archive) (*site.Site, *site.Renderer, error) {
	options, err := r.siteOptions()
	if err != nil {
		return nil, nil, err
	}
	pages, err := site.Plan(a, options)
	if err != nil {
		return nil, nil, r.named(err)
	}
	for _, w := range pages.Warnings {
		r.warn(inFolderOne(r.cfg.SeedsPath(), w))
	}
	own, err := r.own("templates")
	if err != nil {
		return nil, nil, err
	}
	strays, err := site.StrayTemplates(own, templates.FS)
	if err != nil {
		return nil, nil, err
	}
	for _, w := range strays {
		r.warn(w)
	}
	renderer, err := site.NewRenderer(site.Overlay(own, templates.FS), pages, options)
	return pages, renderer, r.named(err)
}

// render makes each page and hands it to the output. One template may fail on
// every page it makes: each fault is told once.
func (r *run) render(ctx context.Context, pages *site.Site, renderer *site.Renderer, output *cache.Output) error {
	var done atomic.Int64
	r.output = output
	at := numbers(pages)
	one := func(i int) error {
		defer func() { r.tell("render", int(done.Add(1)), len(pages.Pages)) }()
		return r.makePage(pages.Pages[i], i, renderer, output)
	}
	// Bundles come first: they are the largest.
	err := r.each(ctx, len(pages.Bundles)+len(pages.Pages), func(n int) error {
		if n < len(pages.Bundles) {
			b := pages.Bundles[n]
			defer func() { r.tell("render", int(done.Add(int64(len(b.Pages)))), len(pages.Pages)) }()
			return r.makeBundle(b, at, output)
		}
		i := n - len(pages.Bundles)
		if page := pages.Pages[i]; page.Last || page.Bundled() {
			return nil
		}
		return one(i)
	})
	if err == nil {
		err = r.renderLast(ctx, pages, one)
	}
	return r.named(once(err))
}

// makePage makes a page that fits into memory, unless it is as it was.
func (r *run) makePage(page *site.Page, i int, renderer *site.Renderer, output *cache.Output) error {
	if kept, err := r.keepPage(page, i, output); kept || err != nil {
		return r.outputFault(err)
	}
	buffer := pageBuffers.Get().(*bytes.Buffer)
	defer giveBack(buffer)
	err := guard(i, func(int) error { return renderer.Render(buffer, page) })
	if err != nil {
		return r.pageFault(page, err)
	}
	r.largest.see(page.Path, int64(buffer.Len()))
	if err := r.verify(page, i, cache.FileOf(page.Path, buffer.Bytes())); err != nil {
		return err
	}
	if err := output.Write(page.Path, buffer.Bytes()); err != nil {
		return r.outputFault(err)
	}
	return r.outputFault(r.writePacks(page, buffer.Bytes(), output))
}

var pageBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// giveBack keeps a buffer for the next page, unless it grew for a download that
// is far larger than any page.
func giveBack(buffer *bytes.Buffer) {
	if buffer.Cap() <= 1<<20 {
		buffer.Reset()
		pageBuffers.Put(buffer)
	}
}

// largest is the largest file of the site.
type largest struct {
	mu    sync.Mutex
	path  string
	bytes int64
}

func (l *largest) see(path string, bytes int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if bytes > l.bytes || bytes == l.bytes && path < l.path {
		l.path, l.bytes = path, bytes
	}
}

// pageFault names the page that an error was met on, if the error is no fault
// with a place of its own.
func (r *run) pageFault(page *site.Page, err error) error {
	var f *fault.Fault
	if errors.As(err, &f) {
		return err
	}
	return fault.New(page.Path, 0, 0, "please report this, with the page's article", "cannot be rendered: %v", err)
}

// outputFault tells what is wrong with the output folder.
func (r *run) outputFault(err error) error {
	var conflict *cache.ConflictError
	dir := r.cfg.OutputPath()
	switch {
	case errors.As(err, &conflict) && conflict.Path == cache.ManifestName:
		return fault.New(dir+"/"+conflict.Path, 0, 0, "restore it, or empty the folder and build again", "%s", conflict.Problem)
	case errors.As(err, &conflict):
		return fault.New(dir+"/"+conflict.Path, 0, 0, "move it away, or choose another folder with -d", "%s", conflict.Problem)
	case errors.Is(err, syscall.ENOSPC):
		return fault.New(dir, 0, 0, "make room and build again; the last site is still there", "the disk is full")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fault.New(dir, 0, 0, "allow writing to it, or choose another folder with -d", "the output cannot be written: %v", err)
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		return fault.New(dir, 0, 0, "choose another folder with -d", "the output is no folder that can be written to: %v", err)
	}
	return err
}

// named names the files of faults as the user would: articles in the articles'
// folder, templates and assets in the site's, where it has its own.
func (r *run) named(err error) error {
	var changed *changedError
	if err == nil || Canceled(err) || errors.As(err, &changed) {
		return err
	}
	var errs []error
	for _, f := range fault.List(err) {
		if _, article := r.readings[f.Path]; article {
			f = inFolderOne(r.cfg.SeedsPath(), f)
		} else if own := r.cfg.path(f.Path); isFile(own) {
			f = inFolderOne(r.cfg.Folder, f)
		}
		errs = append(errs, f)
	}
	return errors.Join(errs...)
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// strict fails the build for its warnings, if it was told to.
func (r *run) strict() error {
	if !r.cfg.Build.Strict {
		return nil
	}
	var errs []error
	for _, w := range r.report.Warnings {
		f := *w
		f.Warning = false
		errs = append(errs, &f)
	}
	return errors.Join(errs...)
}

// once joins the distinct errors of err, in their order.
func once(err error) error {
	var changed *changedError
	if err == nil || Canceled(err) || errors.As(err, &changed) {
		return err
	}
	told := map[string]bool{}
	var errs []error
	for _, f := range fault.List(err) {
		if text := f.Error(); !told[text] {
			told[text] = true
			errs = append(errs, f)
		}
	}
	return errors.Join(errs...)
}

// Canceled reports whether a build ended because it was told to.
func Canceled(err error) bool { return errors.Is(err, context.Canceled) }

// finish completes the report.
func (r *run) finish(a *archive.Archive, pages *site.Site, result cache.Result, output *cache.Output) *Report {
	report := r.report
	report.count(a)
	report.Pages = Pages{Written: result.Written, Unchanged: result.Unchanged, Removed: result.Removed, Bytes: result.Bytes}
	report.Changed = result.Changed
	report.Warnings = append(report.Warnings,
		hostWarnings(r.cfg.OutputPath(), result.Written+result.Unchanged, result.Bytes, r.largest.path, r.largest.bytes)...)
	r.leave(pages, output)
	for _, name := range result.Kept {
		w := fault.New(r.cfg.OutputPath()+"/"+name, 0, 0, "delete it if it is not needed", "is no longer part of the site, but somebody changed it, so it stays")
		w.Warning = true
		report.Warnings = append(report.Warnings, w)
	}
	report.Steps = r.clock.steps
	report.Seconds = r.clock.total()
	return report
}
