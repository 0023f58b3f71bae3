package generator

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A change is over when nothing more is heard for quiet: editors save in
// several steps and git writes many files. patience bounds the wait while
// events keep coming.
const (
	soon     = 8 * time.Millisecond // until early is told
	quiet    = 50 * time.Millisecond
	patience = 2 * time.Second
	pollTime = 500 * time.Millisecond
)

// A watched is what a build depends on: folders, with all that is in them, and
// single files. None of them need exist.
type watched struct {
	folders []string
	files   []string
	// early, if not nil, is told of changes as soon as they are heard of, once
	// or more before the change is over.
	early func([]string)
}

// watchFiles calls changed once, with nothing, when it has begun to watch, and
// then with the names of what changed, in order, after each change, until ctx
// ends. poll makes it look for itself instead of having the system tell; it
// also does that when the system cannot, after saying so to note.
func watchFiles(ctx context.Context, w watched, poll bool, note func(string), changed func([]string)) error {
	if !poll {
		err := notified(ctx, w, changed)
		if err == nil || ctx.Err() != nil {
			return nil
		}
		note("the system cannot report changes (" + err.Error() + "): looking for them every half second")
	}
	return polled(ctx, w, changed)
}

// notified watches by means of the system. The error says why it could not.
func notified(ctx context.Context, w watched, changed func([]string)) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer watcher.Close()
	n := &notifier{watched: w, watcher: watcher}
	if err := n.start(); err != nil {
		return err
	}
	changed(nil)
	for ctx.Err() == nil {
		names, err := n.next(ctx)
		if err != nil || ctx.Err() != nil {
			return err
		}
		if len(names) > 0 {
			changed(names)
		}
	}
	return nil
}

type notifier struct {
	watched
	watcher *fsnotify.Watcher
}

// start watches every folder there is, and the folders around them, so that one
// that is deleted and made again is seen.
func (n *notifier) start() error {
	for _, name := range slices.Concat(n.folders, n.files) {
		if err := n.watch(filepath.Dir(name)); err != nil {
			return err
		}
	}
	for _, folder := range n.folders {
		if err := n.watchAll(folder); err != nil {
			return err
		}
	}
	return nil
}

func (n *notifier) watch(folder string) error {
	err := n.watcher.Add(folder)
	if _, missing := os.Stat(folder); missing != nil {
		return nil // it is gone, and the folder around it will tell when it comes back
	}
	return err
}

// watchAll watches a folder and all folders in it.
func (n *notifier) watchAll(folder string) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return nil
		}
		if name != folder && unwatched(name) {
			return fs.SkipDir
		}
		return n.watch(name)
	})
}

// next waits for one change to be over and returns the names of what changed.
// Folders that appear are watched before it returns, so that the build after it
// sees what was put into them in the meantime.
func (n *notifier) next(ctx context.Context) ([]string, error) {
	names := map[string]bool{}
	var now, over, latest <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil, nil
		case <-now:
			n.early(sortedNames(names))
			now = nil
			continue
		case <-over:
			return sortedNames(names), nil
		case <-latest:
			return sortedNames(names), nil
		case err := <-n.watcher.Errors:
			if err != fsnotify.ErrEventOverflow {
				return nil, err
			}
			// Some events are lost: watch whatever there is by now, and build.
			if err := n.start(); err != nil {
				return nil, err
			}
			names[n.folders[0]] = true
		case e := <-n.watcher.Events:
			if e.Op == fsnotify.Chmod || !n.concerns(e.Name) {
				continue
			}
			if e.Has(fsnotify.Create) {
				if info, err := os.Stat(e.Name); err == nil && info.IsDir() {
					if err := n.watchAll(e.Name); err != nil {
						return nil, err
					}
				}
			}
			names[e.Name] = true
		}
		if len(names) > 0 {
			over = time.After(quiet)
			if n.early != nil {
				now = time.After(soon)
			}
			if latest == nil {
				latest = time.After(patience)
			}
		}
	}
}

// concerns reports whether a build depends on the file.
func (w *watched) concerns(name string) bool {
	if slices.Contains(w.files, name) {
		return true
	}
	for _, folder := range w.folders {
		if name == folder || strings.HasPrefix(name, folder+string(filepath.Separator)) && !unwatched(name) {
			return true
		}
	}
	return false
}

// unwatched reports whether a name is one that editors and version control use
// for themselves.
func unwatched(name string) bool {
	base := filepath.Base(name)
	return strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") || strings.HasPrefix(base, "#") ||
		strings.HasSuffix(base, ".swp") || strings.HasSuffix(base, ".swx") || strings.HasSuffix(base, ".tmp") || base == "4913"
}

func sortedNames(names map[string]bool) []string {
	all := make([]string, 0, len(names))
	for name := range names {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// A stamp is what tells one state of a file from the next.
type stamp struct {
	modified time.Time
	size     int64
	mode     fs.FileMode
}

// polled watches by looking again and again.
func polled(ctx context.Context, w watched, changed func([]string)) error {
	last := w.stamps()
	changed(nil)
	tick := time.NewTicker(pollTime)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		now := w.stamps()
		names := map[string]bool{}
		for name, s := range now {
			if last[name] != s {
				names[name] = true
			}
		}
		for name := range last {
			if _, there := now[name]; !there {
				names[name] = true
			}
		}
		if len(names) > 0 {
			last = now
			if w.early != nil {
				w.early(sortedNames(names))
			}
			changed(sortedNames(names))
		}
	}
}

// stamps looks at every file that is watched.
func (w *watched) stamps() map[string]stamp {
	all := map[string]stamp{}
	add := func(name string, info fs.FileInfo) {
		if !info.IsDir() {
			all[name] = stamp{info.ModTime(), info.Size(), info.Mode()}
		}
	}
	for _, name := range w.files {
		if info, err := os.Stat(name); err == nil {
			add(name, info)
		}
	}
	for _, folder := range w.folders {
		filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if name != folder && unwatched(name) {
				if entry.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if info, err := entry.Info(); err == nil {
				add(name, info)
			}
			return nil
		})
	}
	return all
}
