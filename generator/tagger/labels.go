package tagger

// NumKinds is how many kinds of name there are: person, organization, place
// and group, numbered 0 to 3 as in package annotate.
const NumKinds = 4

// NumLabels is the number of labels. A label says where a token stands in a
// name, in the BILOU scheme (Ratinov and Roth 2009): outside, which is 0, or the
// beginning, inside, last or only token of a name of one kind; the four
// positions of kind k follow from 1 + 4k.
const NumLabels = 1 + 4*NumKinds

// Outside is the label of a token in no name.
const Outside = 0

// The four positions a token has in a name.
const (
	Begin = iota
	Inside
	Last
	Only
)

// LabelOf returns the label for a position in a name of the kind.
func LabelOf(kind, position int) uint8 { return uint8(1 + 4*kind + position) }

// position returns where the label stands in its name; the label is not Outside.
func position(y int) int { return (y - 1) & 3 }

// kindOf returns the kind of name of a label that is not Outside.
func kindOf(y int) int { return (y - 1) >> 2 }

// ends reports whether a name may end, or none be open, after the label.
func ends(y int) bool { return y == Outside || position(y) >= Last }

// starts reports whether the label may follow one that ends.
func starts(y int) bool { return y == Outside || position(y) == Begin || position(y) == Only }

// Follows reports whether label b may stand after label a.
func Follows(a, b int) bool {
	if ends(a) {
		return starts(b)
	}
	return b != Outside && kindOf(a) == kindOf(b) && (position(b) == Inside || position(b) == Last)
}
