package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"pressmark/generator/annotate"
	"pressmark/generator/fault"
)

func nothing(annotate.Input) *annotate.Annotations { return &annotate.Annotations{} }

func runLines(t *testing.T, a annotator, in string) (records []annotate.Record, faults []string) {
	t.Helper()
	var out bytes.Buffer
	err := annotateLines(t.Context(), a, "stdin", strings.NewReader(in), &out, func(f *fault.Fault) { faults = append(faults, f.Error()) })
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(out.String(), "\n"), "\n") {
		if line == "" {
			continue
		}
		var record annotate.Record
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		records = append(records, record)
	}
	return records, faults
}

// TestLinesKeepTheirOrder lets early lines take longest.
func TestLinesKeepTheirOrder(t *testing.T) {
	const n = 300
	var in strings.Builder
	for i := range n {
		fmt.Fprintf(&in, "{\"id\":\"%d\",\"text\":\"text %d\"}\n", i, i)
	}
	slow := func(in annotate.Input) *annotate.Annotations {
		if strings.HasSuffix(in.Text, "0") {
			time.Sleep(2 * time.Millisecond)
		}
		return nothing(in)
	}
	records, faults := runLines(t, slow, in.String())
	if len(records) != n || len(faults) != 0 {
		t.Fatalf("%d records, faults %q", len(records), faults)
	}
	for i, r := range records {
		if r.ID != fmt.Sprint(i) || r.Text != fmt.Sprintf("text %d", i) {
			t.Fatalf("record %d is %q", i, r.ID)
		}
	}
}

func TestLinesTextIsLeftAsItIs(t *testing.T) {
	in := "\ufeff" + `{"id":"a","text":"  “Ünïcode” <b>&amp;\n\n\t\u2028 😀  ","date":"2020-09-01"}` + "\r\n\n  \n" + `{"id":"","text":""}`
	records, faults := runLines(t, nothing, in)
	if len(faults) != 0 || len(records) != 2 || records[0].Text != "  “Ünïcode” <b>&amp;\n\n\t\u2028 😀  " || records[0].Date != "2020-09-01" {
		t.Fatalf("got %+v, %q", records, faults)
	}
}

func TestBadLines(t *testing.T) {
	const advice = `; write one object a line: {"id": "…", "text": "…", "date": "2020-09-01"}`
	for _, c := range []struct{ line, want string }{
		{`{"id":"a","text":"b"`, "stdin:2:20: broken JSON: unexpected end of JSON input"},
		{`{"id":"ä",}`, "stdin:2:11: broken JSON: invalid character '}' looking for beginning of object key string"},
		{`[1]`, "stdin:2: not an object: json: cannot unmarshal array into Go value of type generator.lineInput"},
		{`{"text":"b"}`, `stdin:2: there is no "id"`},
		{`{"id":"a"}`, `stdin:2: there is no "text"`},
		{`{"id":1,"text":"b"}`, `stdin:2:7: "id" is a number, not a string`},
		{`{"id":"a","text":"b","date":"yesterday"}`, `stdin:2: the date "yesterday" is not in the form YYYY-MM-DD`},
		{"{\"id\":\"a\",\"text\":\"\xff\"}", "stdin:2:19: the line is not UTF-8"},
	} {
		records, faults := runLines(t, nothing, `{"id":"before","text":""}`+"\n"+c.line+"\n"+`{"id":"after","text":""}`)
		if len(records) != 2 {
			t.Errorf("%s: the other lines were not processed", c.line)
		}
		if len(faults) != 1 || faults[0] != c.want+advice {
			t.Errorf("%s:\ngot  %q\nwant %q", c.line, faults, c.want+advice)
		}
	}
}

func TestLineThatCrashes(t *testing.T) {
	crash := func(in annotate.Input) *annotate.Annotations {
		if in.Text == "bad" {
			panic("oh")
		}
		return nothing(in)
	}
	records, faults := runLines(t, crash, `{"id":"a","text":"bad"}`+"\n"+`{"id":"b","text":"good"}`)
	if len(records) != 1 || len(faults) != 1 || !strings.HasPrefix(faults[0], "stdin:1: crashed: oh") {
		t.Errorf("got %v, %q", records, faults)
	}
}

func TestLineTooLong(t *testing.T) {
	if testing.Short() {
		t.Skip("takes memory")
	}
	long := io.MultiReader(strings.NewReader(`{"id":"a","text":"`), io.LimitReader(letters{}, maxLine), strings.NewReader("\"}\n{\"id\":\"b\",\"text\":\"\"}\n"))
	var out bytes.Buffer
	var faults []string
	err := annotateLines(t.Context(), nothing, "stdin", long, &out, func(f *fault.Fault) { faults = append(faults, f.Error()) })
	if err != nil || len(faults) != 1 || !strings.HasPrefix(faults[0], "stdin:1: the line is longer than 100 MB") || !strings.HasPrefix(out.String(), `{"id":"b"`) {
		t.Errorf("got %v, %q, %d bytes", err, faults, out.Len())
	}
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestLinesStopWhenNobodyReads(t *testing.T) {
	in := strings.NewReader(strings.Repeat(`{"id":"a","text":"b"}`+"\n", 100_000))
	want := errors.New("pipe closed")
	done := make(chan error)
	go func() {
		done <- annotateLines(context.Background(), nothing, "stdin", in, failingWriter{want}, func(*fault.Fault) {})
	}()
	select {
	case err := <-done:
		if !errors.Is(err, want) {
			t.Errorf("got %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("went on")
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }
