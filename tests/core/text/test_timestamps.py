import pytest

from newsalign.core.text.timestamps import is_date, parse_date_line


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("08 August 2025, 14:54", "2025-08-08T14:54"),
        ("08 августа 2025, 13:12", "2025-08-08T13:12"),
        ("8 августа 2025 года в 13.12", "2025-08-08T13:12"),
        ("8 жніўня 2025, 13:12", "2025-08-08T13:12"),
        ("8 серпня 2025 р., 13:12", "2025-08-08T13:12"),
        ("8 трав. 2025 о 9:05", "2025-05-08T09:05"),
        ("August 8, 2025 2:54 PM", "2025-08-08T14:54"),
        ("Aug. 8, 2025 at 12:05 a.m.", "2025-08-08T00:05"),
        ("8th August 2025", "2025-08-08T00:00"),
        ("Sept 30, 2025 | 11:00 GMT+3", "2025-09-30T11:00"),
        ("08.08.2025 14:54", "2025-08-08T14:54"),
        ("14:54, 8.8.2025", "2025-08-08T14:54"),
        ("14:54 08.08.2025 (обновлено: 15:02 08.08.2025)", "2025-08-08T14:54"),
        ("2025-08-08 14:54:15", "2025-08-08T14:54"),
        ("2025-08-08T14:54:15+03:00", "2025-08-08T14:54"),
        ("Published: 8 August 2025, 14:54", "2025-08-08T14:54"),
        ("Пятница, 8 августа 2025, 14:54", "2025-08-08T14:54"),
        ("2025年8月8日 14:54", "2025-08-08T14:54"),
        ("8 мая 2025", "2025-05-08T00:00"),
    ],
)
def test_date_lines(line: str, published: str) -> None:
    date = parse_date_line(line)
    assert date is not None
    assert date.published is not None
    assert date.published.isoformat(timespec="minutes") == published
    assert date.rest == ""


def test_rest_weekday_and_missing_year() -> None:
    masthead = parse_date_line("Flag Sunday, 10 August 2025")
    assert masthead is not None
    assert (masthead.rest, masthead.has_weekday, masthead.has_time) == ("Flag", True, False)
    short = parse_date_line("8 AUG, 14:54")
    assert short is not None
    assert (short.published, short.has_time) == (None, True)


@pytest.mark.parametrize("line", ["31.02.2025 10:00", "2025-13-01", "31 June 2025"])
def test_days_that_do_not_exist_are_no_publication_time(line: str) -> None:
    date = parse_date_line(line)
    assert date is None or date.published is None


@pytest.mark.parametrize(
    "line", ["", "14:54", "Lukashenko met Putin", "8 cats", "May be", "x" * 200]
)
def test_lines_without_a_date(line: str) -> None:
    assert parse_date_line(line) is None


@pytest.mark.parametrize(
    "text", ["8 August", "August 8", "Aug. 8", "8 августа", "8 авг", "8 серпня"]
)
def test_dates_of_datelines(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize("text", ["MINSK", "8 August meeting", "Minsk 8", "августа"])
def test_not_a_date(text: str) -> None:
    assert not is_date(text)
