package intake

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"

	"golang.org/x/net/html/charset"
)

// xmlDecoder reads XML leniently, as exports of all ages have it. Entities that
// the document defines are not expanded: they can be made to swell.
func xmlDecoder(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.AutoClose = nil
	d.CharsetReader = func(label string, input io.Reader) (io.Reader, error) { return charset.NewReaderLabel(label, input) }
	return d
}

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// decodedXML reads a document in the encoding that it declares, UTF-8 if it
// declares none, as UTF-8.
func decodedXML(r io.Reader) *bufio.Reader {
	b := bufio.NewReaderSize(r, 1<<16)
	head, _ := b.Peek(1024)
	name := ""
	switch m := xmlEncoding.FindSubmatch(head); {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("<\x00")):
		name = "utf-16le"
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\x00<")):
		name = "utf-16be"
	case m != nil:
		name = string(m[1])
	}
	if encoding, canonical := charset.Lookup(name); encoding != nil && canonical != "utf-8" {
		return bufio.NewReaderSize(encoding.NewDecoder().Reader(b), 1<<16)
	}
	return b
}

// tooDeep reports whether markup or JSON nests deeper than any feed or article.
func tooDeep(data []byte) bool {
	if start := bytes.TrimSpace(data); len(start) > 0 && (start[0] == '{' || start[0] == '[') {
		return jsonTooDeep(data)
	}
	d := xmlDecoder(bytes.NewReader(data))
	for depth := 0; ; {
		token, err := d.RawToken()
		if err != nil {
			return false // what is wrong with it is told by who reads it
		}
		switch token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return true
			}
		case xml.EndElement:
			depth--
		}
	}
}

// jsonTooDeep counts brackets outside of strings.
func jsonTooDeep(data []byte) bool {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return false
}

// A splitter parts a long XML document into its elements of one name, without
// parsing it: each can then be parsed by itself, one that is broken does not
// spoil the others, and no more than one is held.
type splitter struct {
	r    *bufio.Reader
	name string // of the elements
	line int    // at which the reader stands, from 1
}

var errTooLong = errors.New("longer than one record may be")

// next returns what stands before the next element, cut at maxRecord, and the
// element with its tags. An element that is too long is passed over, with
// errTooLong. At the end of the document it gives io.EOF; a document that
// breaks off inside an element, io.ErrUnexpectedEOF.
func (s *splitter) next() (before, element []byte, line int, err error) {
	head := &bounded{}
	if err = s.until("<"+s.name, head); err != nil {
		return head.data, nil, s.line, err
	}
	line = s.line
	body := &bounded{}
	body.write([]byte("<" + s.name))
	if err = s.until("</"+s.name, body); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return head.data, nil, line, err
	}
	body.write([]byte("</" + s.name + ">"))
	if err = s.skipTo(">", nil); err != nil {
		return head.data, nil, line, err
	}
	if body.over {
		err = errTooLong
	}
	return head.data, body.data, line, err
}

// bounded keeps what is written to it, up to maxRecord bytes.
type bounded struct {
	data []byte
	over bool
}

func (b *bounded) write(p []byte) {
	if b == nil {
		return
	}
	if room := maxRecord - len(b.data); len(p) > room {
		p, b.over = p[:room], true
	}
	b.data = append(b.data, p...)
}

// copy moves n bytes, which have been peeked at.
func (s *splitter) copy(n int, to *bounded) {
	p, _ := s.r.Peek(n)
	s.line += bytes.Count(p, []byte("\n"))
	to.write(p)
	s.r.Discard(n)
}

// window returns what can be looked at without reading on, at least one byte.
func (s *splitter) window() ([]byte, error) {
	if _, err := s.r.Peek(1); err != nil {
		return nil, err
	}
	return s.r.Peek(s.r.Buffered())
}

// until copies up to a tag, which ends where its name does: "<item" is not in
// "<items". Comments and CDATA are copied as they are. What it looked for is
// read but not copied.
func (s *splitter) until(tag string, to *bounded) error {
	for {
		p, err := s.window()
		if err != nil {
			return err
		}
		if i := bytes.IndexByte(p, '<'); i != 0 {
			if i < 0 {
				i = len(p)
			}
			s.copy(i, to)
			continue
		}
		ahead, _ := s.r.Peek(len(tag) + 1)
		switch {
		case len(ahead) > len(tag) && string(ahead[:len(tag)]) == tag && endsName(ahead[len(tag)]):
			_, err := s.r.Discard(len(tag))
			return err
		case s.ahead("<![CDATA["):
			err = s.skipTo("]]>", to)
		case s.ahead("<!--"):
			err = s.skipTo("-->", to)
		default:
			s.copy(1, to)
		}
		if err != nil {
			return err
		}
	}
}

func endsName(c byte) bool {
	return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r'
}

func (s *splitter) ahead(mark string) bool {
	b, _ := s.r.Peek(len(mark))
	return string(b) == mark
}

// skipTo copies up to and with a mark.
func (s *splitter) skipTo(mark string, to *bounded) error {
	for {
		p, err := s.window()
		if err != nil {
			return err
		}
		if len(p) < len(mark) {
			if p, err = s.r.Peek(len(mark)); err != nil {
				s.copy(len(p), to)
				return io.EOF
			}
		}
		if i := bytes.Index(p, []byte(mark)); i >= 0 {
			s.copy(i+len(mark), to)
			return nil
		}
		s.copy(len(p)-len(mark)+1, to)
	}
}
