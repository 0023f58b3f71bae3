package lexicon

import (
	"strings"
	"sync"
)

// A Body is what the head of a description ("the ministry", "the city") says of
// the organization or place that it stands for.
type Body struct {
	Parts []string // words of which its name has one; none for any organization
	Place string   // country, city or state for a place, "" for an organization
}

// descriptions hold descriptions.txt by head.
type descriptions struct {
	bodies map[string]Body
	roles  map[string][]string
}

var described = sync.OnceValue(func() descriptions {
	d := descriptions{map[string]Body{}, map[string][]string{}}
	lines("descriptions.txt", func(section, line string) {
		heads, rest, _ := strings.Cut(line, ": ")
		each(heads, func(head string) {
			switch section {
			case "roles":
				d.roles[head] = strings.Fields(rest)
			case "places":
				d.bodies[head] = Body{Place: rest}
			default:
				d.bodies[head] = Body{Parts: strings.Fields(rest)}
			}
		})
	})
	return d
})

// BodyOf returns what a lower-case word says as the head of a description, and
// whether it stands for organizations or places at all.
func BodyOf(head string) (Body, bool) {
	b, ok := described().bodies[head]
	return b, ok
}

// RolesLike returns the roles, besides itself, for which the lower-case head
// of a description can stand: "president" and others for "leader".
func RolesLike(head string) []string { return described().roles[head] }

// A Nickname is a given name with its everyday short forms, in folded spelling.
type Nickname struct {
	Full  string
	Short []string
}

var nicknames = sync.OnceValues(func() (list []Nickname, full map[string][]string) {
	full = map[string][]string{}
	lines("nicknames.txt", func(_, line string) {
		name, short, _ := strings.Cut(line, ":")
		n := Nickname{name, strings.Fields(short)}
		list = append(list, n)
		for _, s := range n.Short {
			full[s] = append(full[s], name)
		}
	})
	return list, full
})

// Nicknames lists the given names that have short forms, in order of the
// alphabet. The list must not be changed.
func Nicknames() []Nickname {
	list, _ := nicknames()
	return list
}

// IsNickname reports whether the first of two lower-case given names is a usual
// short form of the other ("bill", "william").
func IsNickname(short, full string) bool {
	_, names := nicknames()
	for _, f := range names[short] {
		if f == full {
			return true
		}
	}
	return false
}
