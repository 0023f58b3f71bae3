package generator

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"pressmark/generator/annotate"
	"pressmark/generator/cache"
	"pressmark/generator/exchange"
	"pressmark/generator/external"
	"pressmark/generator/fault"
	"pressmark/generator/source"
	"pressmark/generator/text"
)

// An otherAnnotator is the program that the settings name to annotate in
// Pressmark's place. It is run in the site's folder, several times at once.
type otherAnnotator struct {
	command []string
	dir     string
	timeout time.Duration
	key     cache.Key // of the command, and of the files that it names
	pool    *external.Pool
}

// openOther finds the annotator that the settings name, and ends the one of an
// earlier build if that was another.
func (r *run) openOther() error {
	command := r.cfg.Build.Annotator
	if len(command) == 0 {
		r.other.close()
		r.other = nil
		return nil
	}
	o := &otherAnnotator{command: slices.Clone(command), dir: r.cfg.Folder, timeout: time.Duration(r.cfg.Build.AnnotatorTimeout) * time.Second}
	parts := [][]byte{[]byte("annotator")}
	for i, word := range command {
		parts = append(parts, []byte(word))
		// What the program is shows in the files that the command names, as far
		// as they are the site's.
		if content, err := os.ReadFile(r.cfg.path(word)); err == nil {
			sum := sha256.Sum256(content)
			parts = append(parts, sum[:])
			if i == 0 && strings.ContainsRune(word, filepath.Separator) {
				o.command[0] = absolute(r.cfg.path(word))
			}
		}
	}
	o.key = cache.KeyOf(parts...)
	if external.Missing(o.command[0]) {
		return fault.New(ConfigName, 0, 0, "install it, or name it with its path", "build.annotator: there is no program %q", command[0])
	}
	if r.other != nil && r.other.key == o.key && r.other.timeout == o.timeout {
		return nil
	}
	r.other.close()
	r.other = o
	return nil
}

// start readies the pool. The program itself is started when it is first asked.
func (o *otherAnnotator) start() {
	if o.pool == nil {
		o.pool = external.New(o.command, o.dir, o.timeout, runtime.GOMAXPROCS(0))
	}
}

func (o *otherAnnotator) close() {
	if o != nil && o.pool != nil {
		o.pool.Close()
		o.pool = nil
	}
}

// annotations asks the program to annotate an article. told are warnings so far.
// failed says that it could not, or that its answer does not fit; then there are
// no annotations.
func (o *otherAnnotator) annotations(article *source.Article, own func() *annotate.Annotations, told []*fault.Fault) (_ *annotate.Annotations, _ []*fault.Fault, failed *fault.Fault) {
	fail := func(problem string, args ...any) (*annotate.Annotations, []*fault.Fault, *fault.Fault) {
		f := fault.New(article.Path, 0, 0, "mend the annotator and build again; until then the article is annotated here", problem, args...)
		f.Warning = true
		return nil, told, f
	}
	line := textLine{ID: article.ID, Text: article.Text, Date: day(article.Date), Lang: article.Lang}
	if offsets := text.NewOffsets(article.Text); article.Headline.Len() > 0 {
		line.Headline = &annotate.SpanRecord{Start: offsets.CodePoints(article.Headline.Start), End: offsets.CodePoints(article.Headline.End)}
	}
	request, err := json.Marshal(line)
	if err != nil {
		return fail("cannot be put as JSON: %v", err)
	}
	answer, err := o.pool.Ask(request)
	if err != nil {
		return fail("%v", err)
	}
	marks, warnings, err := o.read(answer, article, own)
	if err != nil {
		return fail("%v", err)
	}
	return marks, append(told, warnings...), nil
}

// An annotatorError is what the program says in place of annotations.
type annotatorError string

func (e annotatorError) Error() string { return "the annotator says: " + string(e) }

// read takes an answer: a record as pressmark annotate prints it, whose text may
// be left out, or a document of spaCy's; or {"error": "…"}. Where there are no
// quotations, not even none, they are found here.
func (o *otherAnnotator) read(answer []byte, article *source.Article, own func() *annotate.Annotations) (*annotate.Annotations, []*fault.Fault, error) {
	var says struct {
		ID    *string `json:"id"`
		Error string  `json:"error"`
	}
	if err := json.Unmarshal(answer, &says); err != nil {
		return nil, nil, annotatorFault("did not answer with an object of JSON: %v", err)
	}
	switch {
	case says.Error != "":
		return nil, nil, annotatorError(says.Error)
	case says.ID != nil && *says.ID != article.ID:
		return nil, nil, annotatorFault("answered for %q", *says.ID)
	}
	if foreignLine(answer) {
		return spaCyAnswer(answer, article, own)
	}
	record, err := annotate.ReadRecord(answer)
	if err != nil {
		return nil, nil, annotatorFault("answered with what is no record: %v", err)
	}
	if record.Text == "" {
		record.Text = article.Text
	}
	marks, err := record.Annotations(article.Text)
	if err != nil {
		return nil, nil, annotatorFault("answered with what does not fit: %v", err)
	}
	if record.Quotes == nil {
		marks = complete(marks, own())
	}
	return marks, nil, nil
}

func annotatorFault(problem string, args ...any) error {
	return fmt.Errorf("the annotator "+problem, args...)
}

// spaCyAnswer takes a document of spaCy's.
func spaCyAnswer(answer []byte, article *source.Article, own func() *annotate.Annotations) (marks *annotate.Annotations, warnings []*fault.Fault, err error) {
	err = exchange.Read(exchange.SpaCy, article.Path, article.ID, answer, nil, func(d *exchange.Doc) error {
		marks, warnings = d.Annotations(article.Text)
		if !d.Whole() {
			marks = complete(marks, own())
		}
		return nil
	})
	if err != nil {
		return nil, nil, annotatorFault("answered with %v", err)
	}
	if marks == nil {
		return nil, nil, annotatorFault("answered for no article")
	}
	for _, w := range warnings {
		w.Line, w.Col, w.Problem = 0, 0, "the annotator marks what is not there: "+w.Problem // the line is the answer's
	}
	return marks, warnings, nil
}
