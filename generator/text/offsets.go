package text

import "unicode/utf8"

// stride is how many bytes lie between two remembered positions.
const stride = 256

// Offsets converts between byte offsets, which the program uses inside, and
// offsets in Unicode code points, which all published data uses (as the W3C
// TextPositionSelector does). Build one with NewOffsets; it may be used by
// several goroutines.
type Offsets struct {
	text  string
	marks []int // code points before byte i*stride, rounded back to a border
	ascii bool
}

// NewOffsets prepares the conversion for text, in one pass over it.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text, ascii: true}
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			o.ascii = false
			break
		}
	}
	if o.ascii {
		return o
	}
	count := 0
	for i := 0; i < len(text); i++ {
		if i%stride == 0 {
			o.marks = append(o.marks, count)
		}
		if startsRune(text[i]) {
			count++
		}
	}
	return o
}

// CodePoints returns the number of code points before the byte offset at. An
// offset inside a code point counts as the one before it.
func (o *Offsets) CodePoints(at int) int {
	if o.ascii {
		return at
	}
	mark := at / stride
	if mark >= len(o.marks) {
		mark = len(o.marks) - 1
	}
	count := o.marks[mark]
	for i := mark * stride; i < at; i++ {
		if startsRune(o.text[i]) {
			count++
		}
	}
	return count
}

// Bytes returns the byte offset of the code point numbered at; the length of
// the text if there are not so many.
func (o *Offsets) Bytes(at int) int {
	if o.ascii {
		return min(at, len(o.text))
	}
	low, high := 0, len(o.marks)
	for high-low > 1 {
		if middle := (low + high) / 2; o.marks[middle] <= at {
			low = middle
		} else {
			high = middle
		}
	}
	count := o.marks[low]
	for i := low * stride; i < len(o.text); i++ {
		if startsRune(o.text[i]) {
			if count == at {
				return i
			}
			count++
		}
	}
	return len(o.text)
}

// startsRune reports whether b is not a UTF-8 continuation byte.
func startsRune(b byte) bool { return b&0xC0 != 0x80 }
