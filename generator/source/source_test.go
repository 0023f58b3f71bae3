package source

// seedLike is an article in the form of the seed, made up.
const seedLike = `Harbour Town Votes on Mayor’s Plan for a New Pier

The council of a small port praised Mayor Ida Holm’s plan for a new pier on Monday.

“We should build it before the winter storms,” Holm said after the session. “The old one is not safe.”

Read More: How the Fishermen of the North Lost Their Pier: A Short History

About 400 people live in the port, which lies
between two larger towns on the coast.

Source: Read Full Article
`

// markdownSample has one of everything.
const markdownSample = "# Head *line*\n\nHe said “yes *indeed* it [is](b.md#x \"t\") so” & <b>left</b> `co<de>`[^1]  \nnew\n\n" +
	"## Two\n\n- one\n- two\n  - three\n\n| a | b |\n|---|--:|\n| c | d |\n\n```go\nfunc main() { x := \"a\" }\n```\n\n" +
	"<div onclick=x>raw <script>alert(1)</script></div>\n\n[js](javascript:alert(1)) ![pic](a.png) see [two](#two) www.example.org\n\n" +
	"> quote ~~gone~~\n> more\n\n***\n\n1. x\n2. y\n\n[^1]: Note &amp; text.\n"
