package intake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"

	"pressmark/generator/fault"
)

// A Summary counts what an import did.
type Summary struct {
	Read     int            `json:"read"`  // records
	Taken    int            `json:"taken"` // of these, new seeds
	Doubtful int            `json:"doubtful"`
	Renewed  int            `json:"renewed"`
	Before   int            `json:"before"` // taken by an earlier run
	Gone     int            `json:"gone"`   // of these, the seeds that are there no more
	Skipped  int            `json:"skipped"`
	Reasons  map[string]int `json:"reasons"`   // for skipping
	LeftOut  map[string]int `json:"left_out"`  // of what was taken, by kind
	PassedBy map[string]int `json:"passed_by"` // files of no format that is read, by extension
	Words    int            `json:"words"`     // in what was taken
	Formats  map[string]int `json:"formats"`   // records by format
	Doubts   []*fault.Fault `json:"-"`         // what is doubtful, the first of it, as warnings
	Skips    []*fault.Fault `json:"-"`         // what was skipped and was not by an earlier run, the same
}

// maxNotes is how many doubts and skips a summary has; the journal has all.
const maxNotes = 20

// A run is one import at work.
type run struct {
	o       *Options
	journal *journal
	seeds   *os.Root // nil in a dry run into a folder that is not there
	known   *known
	summary Summary
}

func begin(o *Options, j *journal) (*run, error) {
	r := &run{o: o, journal: j, known: newKnown()}
	r.summary = Summary{Reasons: map[string]int{}, LeftOut: map[string]int{}, PassedBy: map[string]int{}, Formats: map[string]int{}}
	root, err := os.OpenRoot(o.Seeds)
	if err != nil && !(o.DryRun && errors.Is(err, fs.ErrNotExist)) {
		return nil, err
	}
	r.seeds = root
	if err := j.each(r.known.recall); err != nil {
		return nil, err
	}
	if r.seeds != nil {
		r.known.learn(r.seeds.FS())
	}
	return r, nil
}

func (r *run) end() error {
	var err error
	if r.seeds != nil {
		err = r.seeds.Close()
	}
	return errors.Join(err, r.journal.close())
}

// A job is one record on its way through the workers.
type job struct {
	format string
	rec    Record
	item   *Item
	seed   *seed
	before bool // taken by an earlier run
	done   chan struct{}
}

// read takes the records of one input. Workers make the items; they are judged
// and written in the order in which they were read.
func (r *run) read(ctx context.Context, in *input) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	workers := runtime.GOMAXPROCS(0)
	work, order := make(chan *job), make(chan *job, 2*workers)
	for range workers {
		go func() {
			for j := range work {
				r.make(j)
				close(j.done)
			}
		}()
	}
	var readErr error
	go func() {
		defer close(order)
		defer close(work)
		readErr = guarded(in, func() error {
			return in.format.read(in, func(rec Record) error {
				j := &job{format: in.format.name, rec: rec, done: make(chan struct{})}
				j.before = r.known.before(keyOf(rec.Sum[:]))
				select {
				case order <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
				if j.before && !r.o.Update || rec.skip != "" {
					close(j.done)
					return nil
				}
				select {
				case work <- j:
				case <-ctx.Done():
					close(j.done)
					return ctx.Err()
				}
				return nil
			})
		})
	}()
	var err error
	for j := range order {
		<-j.done
		if err == nil && ctx.Err() == nil {
			if err = r.settle(j); err != nil {
				stop()
			}
		}
	}
	if err != nil {
		return err
	}
	if errors.Is(readErr, context.Canceled) {
		return nil // told by the caller
	}
	return readErr
}

// guarded calls f and turns a crash into a fault of the input: what reads it is
// made by many hands, and one bad file must not stop the others.
func guarded(in *input, f func() error) (err error) {
	defer func() {
		if crash := recover(); crash != nil {
			err = fault.New(in.name, 0, 0, "leave it out, and tell the makers of Pressmark", "could not be read: %v", crash)
		}
	}()
	return f()
}

// make reads one record and makes its seed.
func (r *run) make(j *job) {
	defer func() {
		if crash := recover(); crash != nil {
			j.item, j.seed = skipped("it could not be read: %v", crash), nil
		}
	}()
	it := j.rec.make()
	j.item = it
	if it.Skip != "" {
		return
	}
	it.complete(r.o)
	it.inspect()
	j.seed = r.o.makeSeed(j.format, &j.rec, it)
}

// complete fills in what the user has said of the whole source, and what an
// article can't be without.
func (it *Item) complete(o *Options) {
	it.Title = line(it.Title)
	it.Source = line(cmp.Or(it.Source, o.Source))
	it.Lang = line(cmp.Or(it.Lang, o.Lang))
	it.Summary = line(it.Summary)
	if it.Title == "" {
		it.Title = cut(line(first(it.Summary, firstLine(it.Words), it.Body)), 90)
		it.doubt("it has no title; one is made of its first words")
	}
	if it.Date == "" {
		it.doubt("it has no date")
	}
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}

// settle judges a record whose item is made, writes its seed and notes it.
func (r *run) settle(j *job) error {
	s := &r.summary
	s.Read++
	s.Formats[j.format]++
	if r.o.Tell != nil {
		r.o.Tell(s.Read)
	}
	n := &note{Format: j.format, File: j.rec.File, Place: j.rec.Place, Record: hex.EncodeToString(j.rec.Sum[:])}
	if j.before {
		return r.again(j, n)
	}
	if j.rec.skip != "" {
		return r.skip(n, j.rec.skip)
	}
	if other, ok := r.known.met[keyOf(j.rec.Sum[:])]; ok {
		n.Like = r.known.seeds[other].name
		return r.skip(n, "it is the same record as another")
	}
	n.ID, n.URL, n.Title, n.Coverage = line(j.item.ID), j.item.URL, j.item.Title, j.item.Coverage
	n.Date = j.item.Date
	if j.item.Skip != "" {
		return r.skip(n, j.item.Skip)
	}
	return r.judge(j, n)
}

// again meets a record that an earlier run took.
func (r *run) again(j *job, n *note) error {
	r.summary.Before++
	name := r.known.seedOf(keyOf(j.rec.Sum[:]))
	if name == "" {
		return nil
	}
	if r.seeds != nil && r.exists(name) {
		if !r.readAnew(j, name) {
			return nil
		}
		r.summary.Before--
		n.ID, n.URL, n.Title, n.Date, n.Coverage = line(j.item.ID), j.item.URL, j.item.Title, j.item.Date, j.item.Coverage
		j.seed.name, n.Action = name, renewed
		return r.take(j, n)
	}
	r.summary.Gone++
	if !r.o.Again {
		return nil
	}
	r.summary.Before--
	r.make(j)
	n.ID, n.URL, n.Title, n.Date, n.Coverage = line(j.item.ID), j.item.URL, j.item.Title, j.item.Date, j.item.Coverage
	if j.item.Skip != "" {
		return r.skip(n, j.item.Skip)
	}
	n.Action = renewed
	return r.take(j, n)
}

// judge decides between taking a record, and skipping it for another.
func (r *run) judge(j *job, n *note) error {
	n.Action = taken
	if old := r.known.changed(j); old != "" {
		if !r.o.Update {
			n.Like = old
			return r.skip(n, "it has changed since it was taken; --update takes it anew")
		}
		if r.edited(old) {
			n.Like = old
			return r.skip(n, "it has changed since it was taken, and its seed has been edited")
		}
		j.seed.name, n.Action = old, renewed
		return r.take(j, n)
	}
	like, percent, same := r.known.like(j, r.text)
	switch {
	case like == "":
		if other := r.known.titled(j); other != "" && (r.seeds == nil || r.exists(other)) {
			n.Like = other
			j.item.doubt("another has the same title and date, and the source tells them apart by no id or address; if this is that one changed, remove the older")
		}
	case r.o.Duplicates == KeepAll:
		n.Like = like
		j.item.doubt("%s", tellLikeness(percent, same))
	case percent == 100:
		n.Like = like
		return r.skip(n, "it has the same words as another")
	case r.o.Duplicates == SkipNear && percent >= nearPercent:
		n.Like = like
		return r.skip(n, "it has nearly the same words as another")
	case r.o.Duplicates == SkipNear && same:
		n.Like = like
		return r.skip(n, "it has the same address as another")
	default:
		n.Like = like
		j.item.doubt("%s", tellLikeness(percent, same))
	}
	return r.take(j, n)
}

func tellLikeness(percent int, same bool) string {
	switch {
	case same && percent >= nearPercent:
		return fmt.Sprintf("another has the same address and %d %% of its words", percent)
	case same:
		return "another has the same address, but other words"
	case percent == 100:
		return "another has the same words"
	}
	return fmt.Sprintf("another is near it: %d %% of the words in a row are the same", percent)
}

// take writes the seed and notes it.
func (r *run) take(j *job, n *note) error {
	wrote, err := r.write(j.seed, n.Action == renewed)
	if err != nil {
		return err
	}
	if !wrote {
		n.Seed = j.seed.name
		return r.skip(n, "a file of its name is there already")
	}
	n.Seed, n.SeedSum, n.Words, n.Sketch, n.Doubts, n.LeftOut = j.seed.name, j.seed.sum, j.seed.words, j.seed.sketch.String(), j.item.Doubts, j.item.LeftOut
	r.known.add(n, j.seed.sketch)
	at := r.known.byName[hashString(n.Seed)]
	r.known.met[keyOf(j.rec.Sum[:])], r.known.seeds[at].last = at, keyOf(j.rec.Sum[:])
	if n.Action == taken {
		r.summary.Taken++
	} else {
		r.summary.Renewed++
	}
	r.summary.Words += n.Words
	for what, count := range n.LeftOut {
		r.summary.LeftOut[what] += count
	}
	if len(n.Doubts) > 0 {
		r.summary.Doubtful++
		tell(&r.summary.Doubts, n, strings.Join(n.Doubts, "; "))
	}
	return r.journal.add(n)
}

// skip notes a record that is not taken. What was skipped for the same reason
// by an earlier run is not noted twice.
func (r *run) skip(n *note, reason string) error {
	r.summary.Skipped++
	r.summary.Reasons[kindOf(reason)]++
	n.Action, n.Reason = skippedAs, reason
	n.SeedSum, n.Sketch, n.Words = "", "", 0
	if !r.known.skipped(n) {
		return nil
	}
	tell(&r.summary.Skips, n, "skipped: "+reason)
	return r.journal.add(n)
}

// kindOf is a reason without its particulars, for counting.
func kindOf(reason string) string {
	kind, _, _ := strings.Cut(reason, ":")
	return kind
}

func tell(to *[]*fault.Fault, n *note, problem string) {
	if len(*to) >= maxNotes {
		return
	}
	where := n.File
	if n.Place != "" {
		where += ", " + n.Place
	}
	f := fault.New(unturned(where), 0, 0, "", "%s", problem)
	f.Warning = true
	*to = append(*to, f)
}

func (r *run) exists(name string) bool {
	_, err := r.seeds.Lstat(name)
	return err == nil
}

// edited reports whether a seed is not as it was written.
func (r *run) edited(name string) bool {
	content, err := r.seeds.ReadFile(name)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist)
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:]) != r.known.seedSum(name)
}

// write puts a seed in its place, whole or not at all. It reports false if
// another file stands there. Nothing in a name or behind a link can lead out of
// the seeds' folder.
func (r *run) write(s *seed, replace bool) (bool, error) {
	if r.o.DryRun {
		return true, nil
	}
	if old, err := r.seeds.ReadFile(s.name); err == nil && !replace {
		return string(old) == string(s.content), nil
	} else if err == nil && string(old) == string(s.content) {
		return true, nil
	}
	if err := r.seeds.MkdirAll(path.Dir(s.name), 0o755); err != nil {
		return false, err
	}
	part := path.Join(path.Dir(s.name), ".part-"+path.Base(s.name))
	if err := r.seeds.WriteFile(part, s.content, 0o644); err != nil {
		return false, errors.Join(err, r.seeds.Remove(part))
	}
	if err := r.seeds.Rename(part, s.name); err != nil {
		return false, errors.Join(err, r.seeds.Remove(part))
	}
	return true, nil
}

// Sorted returns the keys of a count, most frequent first.
func Sorted(counts map[string]int) []string {
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	return keys
}
