package source

import (
	"strconv"
	"strings"
)

// Seeds are untrusted, and a few kilobytes of Markdown can keep a parser busy
// for hours. What is here finds the forms for which goldmark's effort grows
// faster than the file, so that they are refused before they are parsed.

// hostile returns where and why s is not to be parsed; "" if it may be.
func hostile(s string) (at int, problem string) {
	for _, check := range [...]func(string) (int, string){tooDeep, tooManyCells, tooManyLinks, tooManyReferences} {
		if at, problem = check(s); problem != "" {
			return at, problem
		}
	}
	return 0, ""
}

// maxNesting is how many quotations and lists may open on one line.
const maxNesting = 2000

// tooDeep finds a line that would nest blocks deeper than any reader follows
// and than the parser, which calls itself for each level, should be made to.
func tooDeep(s string) (at int, problem string) {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '>', '-', '+', '*', ')', '.':
			if c == '>' || i+1 < len(s) && (s[i+1] == ' ' || s[i+1] == '\t') {
				depth++
			}
			if depth <= maxNesting {
				continue
			}
			rest := lineAt(s, i)
			if strings.Trim(rest, string(c)+" \t") != "" || c == '>' {
				return i, "blocks nested more than " + strconv.Itoa(maxNesting) + " deep"
			}
			i += len(rest) - 1 // a rule
		case ' ', '\t', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		case '\n':
			depth = 0
		default:
			i += len(lineAt(s, i))
			depth = 0
		}
	}
	return 0, ""
}

// lineAt returns what is left of the line at offset i.
func lineAt(s string, i int) string {
	if end := strings.IndexByte(s[i:], '\n'); end >= 0 {
		return s[i : i+end]
	}
	return s[i:]
}

// maxCells is how many cells a table may have. The parser gives every row as
// many as the first has, so that rows of two bytes can have thousands.
const maxCells = 200_000

// tooManyCells finds a table with more cells than maxCells.
func tooManyCells(s string) (at int, problem string) {
	columns, rows := 0, 0
	for at < len(s) {
		row := lineAt(s, at)
		switch {
		case strings.TrimLeft(row, "> \t") == "":
			columns = 0
		case strings.IndexByte(row, '-') >= 0 && strings.Count(row, "|") >= 8 && strings.Trim(row, "|:-+*>0123456789.) \t") == "":
			columns, rows = strings.Count(row, "|")+1, 0
		case columns > 0:
			if rows++; rows*columns > maxCells {
				return at, "a table of more than " + strconv.Itoa(maxCells) + " cells"
			}
		}
		at += len(row) + 1
	}
	return 0, ""
}

// maxLinkSteps is how many bytes may be looked at for the ends of addresses:
// the parser reads "[a]([a]([a](" to the end once for each bracket.
const maxLinkSteps = 20 << 20

// tooManyLinks finds text in which the addresses of links don't end.
func tooManyLinks(s string) (at int, problem string) {
	steps := 0
	for {
		i := strings.Index(s[at:], "](")
		if i < 0 {
			return 0, ""
		}
		at += i + 2
		if steps += addressLength(s[at:]); steps > maxLinkSteps {
			return at, "too many links that are not closed"
		}
	}
}

// maxReferences is how many definitions of links ("[name]: address") may follow
// each other without a blank line: the parser moves all that are left for each.
const maxReferences = 5000

// tooManyReferences finds a paragraph of more definitions than maxReferences.
func tooManyReferences(s string) (at int, problem string) {
	count := 0
	for at < len(s) {
		row := lineAt(s, at)
		switch begins := strings.TrimLeft(row, "> \t"); {
		case begins == "":
			count = 0
		case begins[0] == '[' && strings.Contains(begins, "]:"):
			if count++; count > maxReferences {
				return at, "more than " + strconv.Itoa(maxReferences) + " definitions of links in a row"
			}
		}
		at += len(row) + 1
	}
	return 0, ""
}

// addressLength returns how far a parser reads for the end of an address.
func addressLength(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return i
			}
		case ' ', '\t', '\n':
			return i
		}
	}
	return len(s)
}
