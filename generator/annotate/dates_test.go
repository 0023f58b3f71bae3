package annotate

import (
	"strings"
	"testing"

	"pressmark/generator/text"
)

func TestDates(t *testing.T) {
	for _, c := range []struct{ article, text, want string }{
		{"2020-09-01", "He spoke on Tuesday, and on Monday.", "Tuesday=2020-09-01 Monday=2020-08-31"},
		{"2020-09-01", "the vote on Aug. 9, sparking", "Aug. 9=2020-08-09"},
		{"", "the vote on Aug. 9, sparking", ""},
		{"", "the 1994 constitution", "1994=1994"},
		{"", "He won 2000 votes and $1995 in 1996.", "1996=1996"},
		{"", "on 9 August 2020 and August 10, 2020", "9 August 2020=2020-08-09 August 10, 2020=2020-08-10"},
		{"2020-01-10", "On November 27, they met.", "November 27=2019-11-27"},
		{"2020-01-10", "They will meet on November 27.", "November 27=2020-11-27"},
		{"2019-07-28", "effective next Wednesday, July 31.", "next Wednesday, July 31=2019-07-31"},
		{"2019-08-05", "on July 27–28 in town", "July 27=2019-07-27 28=2019-07-28"},
		{"2019-08-05", "on March 4 and 5 cars", "March 4=2019-03-04"},
		{"2020-09-01", "last year, this month, last week and yesterday", "last year=2019 this month=2020-09 last week=2020-W35 yesterday=2020-08-31"},
		{"2020-09-01", "They may march in May.", "May=2020-05"},
		{"2020-09-01", "June of this year and August last year", "June of this year=2020-06 August last year=2019-08"},
		{"", "born 2001-02-30 or 2001-02-28", "2001-02-28=2001-02-28"},
		{"", "in the 1990s", "1990s=199X"},
		{"2020-09-01", "every Monday and on Black Friday", ""},
		{"2020-09-01", "The law passed on 3 May 2017. On June 4 it was signed.", "3 May 2017=2017-05-03 June 4=2017-06-04"},
		{"2020-09-01", "The election is on Thursday; they will vote on Friday.", "Thursday=2020-08-27 Friday=2020-09-04"},
		{"", "from 1986 to 1990 and 2017–2018", "1986=1986 1990=1990 2017=2017 2018=2018"},
		{"2020-09-01", "at 10:30 on the 31st of September", "September=2020-09"},
		{"2020-09-01", "He worked in Alma-Ata, today Almaty. In today’s Ruritania and the Brest of today they agree.", ""},
		{"2020-09-01", "In Lowtown, today Brandt said so, and today’s meeting is over.", "today=2020-09-01 today=2020-09-01"},
		{"2020-09-01", "The town today is a port. As of today, it has two.", "today=2020-09-01"},
		{"2020-09-01", "The town keeps Independence Day on 3 July. Each year on 5 May the bells ring.", ""},
		{"2020-09-01", "Biographies have given both 30 and 31 August as the day of birth.", ""},
		{"2020-09-01", "They voted on Election Day, August 9, and met on 12 August.", "August 9=2020-08-09 12 August=2020-08-12"},
		{"2020-09-01", "The holiday of 4 June 2019 was cancelled.", "4 June 2019=2019-06-04"},
	} {
		var got []string
		for _, d := range findDates(text.Parse(c.text, abbreviationClass), nil, c.article) {
			got = append(got, d.Span.In(c.text)+"="+d.Value)
		}
		if joined := strings.Join(got, " "); joined != c.want {
			t.Errorf("%q on %s\n got %s\nwant %s", c.text, c.article, joined, c.want)
		}
	}
}
