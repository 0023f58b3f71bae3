package generator

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"pressmark/generator/fault"
	"pressmark/generator/source"
)

// rights are what rights.yaml says of what may be published, with its content,
// on which every reading depends.
type rights struct {
	policy  *source.Policy // nil if there is no such file
	content []byte
}

// loadRights reads rights.yaml in the articles' folder. Without one, the articles'
// own word holds alone.
func loadRights(dir string) (*rights, error) {
	name := filepath.Join(dir, source.RightsName)
	content, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &rights{}, nil
	}
	if err != nil {
		return nil, fault.New(name, 0, 0, "check that it may be read: nothing is published without it", "cannot be read: %v", reason(err))
	}
	policy, err := source.ParsePolicy(name, content)
	if err != nil {
		return nil, err
	}
	if err := withheldElsewhere(dir, policy); err != nil {
		return nil, err
	}
	return &rights{policy, content}, nil
}

// withheldElsewhere finds names that must not be published in the files in which
// people have the last word, from which they would reach the pages.
func withheldElsewhere(dir string, policy *source.Policy) error {
	var errs []error
	for _, name := range []string{authorityName, correctionsName} {
		file := filepath.Join(dir, name)
		content, err := os.ReadFile(file)
		if err != nil {
			continue // if it is there, reading it tells what is wrong
		}
		for _, line := range policy.LinesWithheld(string(content)) {
			errs = append(errs, fault.New(file, line, 0, "take the name out", "here stands a name that %s withholds everywhere", source.RightsName))
		}
	}
	return errors.Join(errs...)
}

// idleRights warns of rules that are for articles of which there are none.
func (r *run) idleRights(readings []*reading) {
	ids := make([]string, len(readings))
	for i, kept := range readings {
		ids[i] = kept.meta.ID
	}
	for _, w := range r.rights.policy.Idle(ids) {
		r.warn(w)
	}
}
