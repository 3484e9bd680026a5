"""Writers that know no rule: Word, iCalendar, HTML, GitHub."""
