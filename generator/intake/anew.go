package intake

import (
	"slices"
	"strings"
)

// readAnew reports whether a record that is as it was gives another seed than it
// did, as it is read with other options, and may replace it: that is asked for,
// nobody has edited the seed, and it was not made of a later record since.
func (r *run) readAnew(j *job, name string) bool {
	if !r.o.Update || j.seed == nil || j.item.Skip != "" || j.seed.sum == r.known.seedSum(name) || r.known.lastOf(name) != keyOf(j.rec.Sum[:]) || r.edited(name) {
		return false
	}
	old, err := r.seeds.ReadFile(name)
	return err == nil && unplaced(old) != unplaced(j.seed.content)
}

// unplaced is a seed without where in the source it stood, as that moves with
// every record that is put in before it.
func unplaced(content []byte) string {
	head, body, _ := strings.Cut(string(content), "\n---\n")
	lines := slices.DeleteFunc(strings.Split(head, "\n"), func(l string) bool {
		return strings.HasPrefix(l, "    file: ") || strings.HasPrefix(l, "    place: ")
	})
	return strings.Join(lines, "\n") + "\n---\n" + body
}
