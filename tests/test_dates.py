import pytest

from macros.dates import parse_edtf


@pytest.mark.parametrize("text", ["2011", "2011-06", "2011-06-27", "2011-06-27/2011-06-30", "2011-06/2011-09"])
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_edtf(text)) == text


def test_a_month_runs_to_its_last_day() -> None:
    assert parse_edtf("2012-02").last.day == 29


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2011-09-13/2011-09-12", "ends 2011-09-12 before it starts 2011-09-13"),
        ("2011-06-27/2011-06-27", "a range of one day (found 2011-06-27/2011-06-27, write 2011-06-27)"),
        ("2011-06-31", "no such day in the calendar (found 2011-06-31)"),
        ("2011-13", "no such day in the calendar (found 2011-13)"),
        ("2011/2012", "a range needs two days or two months (found 2011/2012)"),
        ("2011-06/2011-09-02", "a range needs two days or two months (found 2011-06/2011-09-02)"),
        ("27 June", "not a date (found 27 June, allowed YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DD/YYYY-MM-DD)"),
    ],
)
def test_what_is_not_a_date_says_why(text: str, message: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the whole message is compared
        parse_edtf(text)
    assert str(raised.value) == message
