package intake

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxCells is how many cells a table is kept as a table with.
const maxCells = 10_000

// rows returns the cells of a table of data: two rows and two columns at least,
// and no blocks in its cells. Other tables only arrange the page.
func (m *markdown) rows(table *html.Node) ([][]*html.Node, bool) {
	var rows [][]*html.Node
	columns, cells, simple := 0, 0, true
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Thead, atom.Tbody, atom.Tfoot:
				walk(c)
			case atom.Tr:
				var row []*html.Node
				for d := c.FirstChild; d != nil; d = d.NextSibling {
					if d.DataAtom == atom.Td || d.DataAtom == atom.Th {
						row = append(row, d)
						simple = simple && !m.holdsBlocksBelow(d)
					} else if d.Type == html.ElementNode && !m.passOver(d) {
						simple = false
					}
				}
				columns, cells = max(columns, len(row)), cells+len(row)
				rows = append(rows, row)
			case atom.Colgroup, atom.Col:
			default:
				if c.Type == html.ElementNode && !m.passOver(c) || c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
					simple = false // a caption
				}
			}
		}
	}
	walk(table)
	return rows, simple && len(rows) > 1 && columns > 1 && len(rows)*columns <= maxCells
}

// table writes rows with bars between cells. All have as many cells as the
// longest: what exceeds the first row would be dropped.
func (m *markdown) table(rows [][]*html.Node) []string {
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	var lines []string
	for i, row := range rows {
		var b strings.Builder
		b.WriteByte('|')
		for column := range columns {
			b.WriteByte(' ')
			if column < len(row) {
				b.WriteString(m.inline(children(row[column]), true))
			}
			b.WriteString(" |")
		}
		lines = append(lines, b.String())
		if i == 0 {
			lines = append(lines, "|"+strings.Repeat(" --- |", columns))
		}
	}
	return []string{strings.Join(lines, "\n")}
}
