package cache

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"syscall"
)

// The journal is written when everything is staged. From then on the build is
// decided: whoever opens the folder next carries out what is left of it. Every
// step may be repeated. Without a journal the stage is dropped.
const journalName = stageName + "/journal.json"

type journal struct {
	First []string // stale files to be removed before, being where folders come
	Moves []move   // in order
	Last  []string // stale files to be removed after
	Keep  []string // folders that others made
}

// A move puts a staged file in place.
type move struct{ From, To string }

// Commit puts every file written in place and removes those that an earlier
// build published and this one did not. A process killed at any time leaves
// every file whole, old or new.
func (o *Output) Commit() (Result, error) {
	next, err := o.plan()
	if err != nil {
		return Result{}, err
	}
	if next == nil {
		return o.result, nil
	}
	if err := o.writeJournal(next); err != nil {
		return Result{}, err
	}
	o.made = false
	o.stage.Close()
	o.stage = nil // from here on the journal has it: if this fails, the next command finishes
	if err := o.apply(next); err != nil {
		return Result{}, fmt.Errorf("publishing stopped half-way and goes on at the next build: %w", err)
	}
	return o.result, nil
}

// plan works out the journal, or nil if there is nothing to do, and completes
// the result.
func (o *Output) plan() (*journal, error) {
	slices.SortFunc(o.moves, byKindThenPath)
	next := &journal{Moves: o.moves, Keep: slices.Concat(o.others, slices.Sorted(maps.Keys(o.foreign)))}
	needed := (&Manifest{Files: slices.Collect(maps.Values(o.files))}).folders()
	for _, name := range slices.Sorted(maps.Keys(o.old)) {
		if _, wanted := o.files[name]; wanted {
			continue
		}
		switch ours, err := o.untouched(name); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, err
		case !ours && needed[name]:
			return nil, &ConflictError{name, "is a file that somebody changed, where a folder is needed"}
		case !ours:
			o.result.Kept = append(o.result.Kept, name)
		case needed[name] || o.blocks(name):
			next.First = append(next.First, name)
		default:
			next.Last = append(next.Last, name)
		}
	}
	o.result.Removed = len(next.First) + len(next.Last)
	o.result.Written = len(next.Moves)
	for _, m := range next.Moves {
		o.result.Changed = append(o.result.Changed, m.To)
	}
	o.result.Changed = slices.Sorted(slices.Values(slices.Concat(o.result.Changed, next.First, next.Last)))
	return o.addManifest(next)
}

// addManifest stages the new manifest as the last file to be put in place.
func (o *Output) addManifest(next *journal) (*journal, error) {
	manifest := Manifest{Files: slices.Collect(maps.Values(o.files)), Foreign: slices.Sorted(maps.Keys(o.foreign))}
	var b bytes.Buffer
	if _, err := manifest.WriteTo(&b); err != nil {
		return nil, err
	}
	current, err := o.root.ReadFile(ManifestName)
	if err == nil && bytes.Equal(current, b.Bytes()) && len(next.Moves)+len(next.First)+len(next.Last) == 0 {
		return nil, nil
	}
	if err := o.openStage(); err != nil {
		return nil, err
	}
	next.Moves = append(next.Moves, move{"manifest", ManifestName})
	return next, o.root.WriteFile(stageName+"/manifest", b.Bytes(), 0o644)
}

// byKindThenPath puts pages after the style sheets, scripts and pictures that
// they need.
func byKindThenPath(a, b move) int {
	page := func(m move) int {
		if strings.HasSuffix(m.To, ".html") {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(page(a), page(b)), cmp.Compare(a.To, b.To))
}

// untouched reports whether a file of the last build is as that build left it.
func (o *Output) untouched(name string) (bool, error) {
	info, err := o.root.Lstat(name)
	if err != nil {
		if errors.Is(err, syscall.ENOTDIR) {
			err = fs.ErrNotExist
		}
		return false, err
	}
	if !info.Mode().IsRegular() || info.Size() != o.old[name].Size {
		return false, nil
	}
	data, err := o.root.ReadFile(name)
	return err == nil && hashOf(data) == o.old[name].Hash, err
}

// blocks reports whether a stale file lies in a folder whose place a new file
// takes.
func (o *Output) blocks(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if _, wanted := o.files[dir]; wanted {
			return true
		}
	}
	return false
}

func (o *Output) writeJournal(next *journal) error {
	data, err := json.Marshal(next)
	if err != nil {
		return err
	}
	if err := o.step("journal"); err != nil {
		return err
	}
	if err := o.root.WriteFile(journalName+".new", data, 0o644); err != nil {
		return err
	}
	if err := o.step("journal named"); err != nil {
		return err
	}
	return o.root.Rename(journalName+".new", journalName)
}

// apply carries out a journal, or what is left of one.
func (o *Output) apply(next *journal) error {
	keep := map[string]bool{".": true}
	for _, dir := range next.Keep {
		keep[dir] = true
	}
	if err := o.removeAll(next.First, keep); err != nil {
		return err
	}
	made := map[string]bool{".": true}
	for _, m := range next.Moves {
		if err := o.step("move " + m.To); err != nil {
			return err
		}
		if err := o.put(m, made); err != nil {
			return err
		}
	}
	if err := o.removeAll(next.Last, keep); err != nil {
		return err
	}
	if err := o.step("drop journal"); err != nil {
		return err
	}
	// The journal goes first, so that half a stage is never taken for a whole one.
	if err := o.root.Remove(journalName); err != nil {
		return err
	}
	if err := o.step("drop stage"); err != nil {
		return err
	}
	return o.root.RemoveAll(stageName)
}

// put renames one staged file into place, unless that was done before.
func (o *Output) put(m move, made map[string]bool) error {
	from := stageName + "/" + m.From
	if dir := path.Dir(m.To); !made[dir] {
		if err := o.root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		made[dir] = true
	}
	err := o.root.Rename(from, m.To)
	if errors.Is(err, fs.ErrNotExist) {
		if _, placed := o.root.Lstat(m.To); placed == nil {
			return nil
		}
	}
	return err
}

// removeAll removes files and the folders that this empties, except those in
// keep.
func (o *Output) removeAll(names []string, keep map[string]bool) error {
	for _, name := range names {
		if err := o.step("remove " + name); err != nil {
			return err
		}
		switch info, err := o.root.Lstat(name); {
		case errors.Is(err, syscall.ENOTDIR) || err == nil && info.IsDir():
			continue // done before: what is there now is new
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		default:
			if err := o.root.Remove(name); err != nil {
				return err
			}
		}
		for dir := path.Dir(name); !keep[dir]; dir = path.Dir(dir) {
			if o.root.Remove(dir) != nil {
				break // not empty
			}
		}
	}
	return nil
}

// recover finishes a build that was killed after its journal was written, and
// drops what one left that was killed before.
func (o *Output) recover() error {
	data, err := o.root.ReadFile(journalName)
	if errors.Is(err, fs.ErrNotExist) {
		return o.root.RemoveAll(stageName)
	}
	if err != nil {
		return err
	}
	var left journal
	if err := json.Unmarshal(data, &left); err != nil {
		return &ConflictError{journalName, "is damaged: " + err.Error()}
	}
	for _, name := range slices.Concat(left.First, left.Last) {
		if err := checkPath(name); err != nil {
			return &ConflictError{journalName, err.Error()}
		}
	}
	for _, m := range left.Moves {
		if err := checkPath(m.To); err != nil && m.To != ManifestName || strings.Contains(m.From, "/") {
			return &ConflictError{journalName, fmt.Sprintf("is damaged: it moves %q to %q", m.From, m.To)}
		}
	}
	return o.apply(&left)
}
