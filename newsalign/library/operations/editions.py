from urllib.parse import urlsplit

from newsalign.library.models import Edition


def edition_for(*, language: str, publisher: str = "", url: str = "") -> Edition | None:
    """The stored edition that a page's own words name, by address first."""
    editions = list(Edition.objects.filter(language=language))
    host = _host(url)
    by_site = [e for e in editions if host and _host(e.site) == host]
    name = publisher.casefold()
    by_name = [e for e in editions if name and name in (e.publisher.casefold(), e.name.casefold())]
    return next(iter([*by_site, *by_name]), None)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
