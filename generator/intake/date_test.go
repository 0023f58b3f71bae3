package intake

import "testing"

func TestReadDate(t *testing.T) {
	for _, test := range []struct{ in, lang, order, want string }{
		{"2021-03-04", "", "", "2021-03-04"},
		{"2021-03", "", "", "2021-03"},
		{"2021-03-04T10:00:00.123+01:00", "", "", "2021-03-04T10:00:00+01:00"},
		{"2021-03-04 10:00:00", "", "", "2021-03-04T10:00:00"},
		{"20210304T100000Z", "", "", "2021-03-04T10:00:00Z"},
		{"20210304", "", "", "2021-03-04"},
		{"Thu, 04 Mar 2021 10:00:00 +0100", "", "", "2021-03-04T10:00:00+01:00"},
		{"Thu, 04 Mar 2021 10:00:00 EST", "", "", "2021-03-04"}, // which of several EST is not known
		{"1614850000", "", "", "2021-03-04T09:26:40Z"},
		{"1614850000000", "", "", "2021-03-04T09:26:40Z"},
		{"March 4th, 2021", "", "", "2021-03-04"},
		{"3. März 2021, 14:30 Uhr", "", "", "2021-03-03"},
		{"le 5 avril 2019 à 14h30", "", "", "2019-04-05"},
		{"5 de enero de 2018", "", "", "2018-01-05"},
		{"12 мая 2020 г.", "", "", "2020-05-12"},
		{"2 Şubat 2020 Pazar", "", "", "2020-02-02"},
		{"4 marca 2021 r.", "", "", "2021-03-04"},
		{"4. maaliskuuta 2021", "", "", "2021-03-04"},
		{"4 Μαρτίου 2021", "", "", "2021-03-04"},
		{"١٢ مايو ٢٠٢٠", "", "", "2020-05-12"},
		{"4 मार्च 2021", "", "", "2021-03-04"},
		{"2021年3月5日", "", "", "2021-03-05"},
		{"2021년 3월 5일 오전", "", "", "2021-03-05"},
		{"Mai 2019", "", "", "2019-05"},
		{"13.04.2021", "", "", "2021-04-13"},
		{"04/13/2021", "", "", "2021-04-13"},
		{"04/04/2021", "", "", "2021-04-04"},
		{"03/04/2021", "", "", ""},
		{"03/04/2021", "en", "", ""},
		{"03/04/2021", "en-US", "", "2021-03-04"},
		{"03/04/2021", "en-GB", "", "2021-04-03"},
		{"03.04.2021", "de", "", "2021-04-03"},
		{"03/04/2021", "en-US", "dmy", "2021-04-03"},
		{"12 listopad 2020", "pl", "", "2020-11-12"}, // November in Polish,
		{"12 listopad 2020", "hr", "", "2020-10-12"}, // October in Croatian
		{"12 listopad 2020", "", "", ""},
		{"31 February 2021", "", "", ""},
		{"yesterday", "", "", ""},
		{"3 days ago", "", "", ""},
		{"March", "", "", ""},
		{"4 March 2021 to 5 April 2021", "", "", ""},
		{"0000-00-00 00:00:00", "", "", ""},
		{"0001-01-01T00:00:00Z", "", "", ""},
		{"12 May 2563", "th", "", ""},
		{"undated", "", "", ""},
		{"21:30", "", "", ""},
		{"12345", "", "", ""},
	} {
		if got, note := readDate(test.in, test.lang, test.order); got != test.want {
			t.Errorf("%q in %q is read as %q (%s), not %q", test.in, test.lang, got, note, test.want)
		}
	}
}

// TestNoSuchDate tells why a date that the calendar does not have is refused.
func TestNoSuchDate(t *testing.T) {
	for in, want := range map[string]string{
		"2021-02-30":          "February 2021 has no day 30",
		"2021-02-29T10:00:00": "February 2021 has no day 29",
		"2021/04/31":          "April 2021 has no day 31",
		"2021-04-00":          "April 2021 has no day 0",
		"2021-13-01":          "there is no month 13",
		"2021-00":             "there is no month 0",
		"yesterday":           "it has no month that is known",
	} {
		if got, note := readDate(in, "", ""); got != "" || note != want {
			t.Errorf("%q is read as %q, %q; not refused with %q", in, got, note, want)
		}
	}
}
