package locale

// A category is a plural form, as Unicode's CLDR names them.
type category int

const (
	other category = iota
	zero
	one
	two
	few
	many
	categories
)

var categoryNames = [categories]string{other: "other", zero: "zero", one: "one", two: "two", few: "few", many: "many"}

// rules are the ways in which languages choose among plural forms for whole
// numbers (CLDR, Language Plural Rules), by the names that catalogues give
// them.
var rules = map[string]func(int) category{
	// Japanese, Chinese, Indonesian, Turkish after a number
	"none": func(int) category { return other },
	// English, German, Spanish, Swedish, Greek
	"one": func(n int) category { return pick(n == 1, one) },
	// French, Portuguese of Brazil
	"zero-one": func(n int) category { return pick(n == 0 || n == 1, one) },
	// Russian, Ukrainian, Belarusian, Serbian
	"east-slavic": func(n int) category {
		switch tens, last := n%100, n%10; {
		case last == 1 && tens != 11:
			return one
		case last >= 2 && last <= 4 && (tens < 12 || tens > 14):
			return few
		}
		return many
	},
	"polish": func(n int) category {
		switch tens, last := n%100, n%10; {
		case n == 1:
			return one
		case last >= 2 && last <= 4 && (tens < 12 || tens > 14):
			return few
		}
		return many
	},
	// Czech, Slovak
	"czech": func(n int) category {
		switch {
		case n == 1:
			return one
		case n >= 2 && n <= 4:
			return few
		}
		return other
	},
	"arabic": func(n int) category {
		switch tens := n % 100; {
		case n == 0:
			return zero
		case n == 1:
			return one
		case n == 2:
			return two
		case tens >= 3 && tens <= 10:
			return few
		case tens >= 11:
			return many
		}
		return other
	},
	"hebrew": func(n int) category {
		if n == 2 {
			return two
		}
		return pick(n == 1, one)
	},
}

func pick(yes bool, then category) category {
	if yes {
		return then
	}
	return other
}
