"""Pivoting through other languages."""

import itertools
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsalign.engines.packages import Package
from newsalign.engines.packages.routes import shortest_route

SAMPLE = Package("", "", "", "", "1.0", 0, "", "", "", is_starter=False, path=Path("p"))


def package(direction: str, *, is_starter: bool = False) -> Package:
    from_code, to_code = direction.split("-")
    return replace(SAMPLE, from_code=from_code, to_code=to_code, is_starter=is_starter)


def names(route: tuple[Package, ...]) -> list[str]:
    return ["-".join(step.direction) for step in route]


def test_a_direct_package_wins() -> None:
    packages = [package(d) for d in ("be-ru", "ru-en", "be-en")]
    assert names(shortest_route(packages, "be", "en")) == ["be-en"]


def test_the_fewest_steps_win() -> None:
    packages = [package(d) for d in ("be-pl", "pl-uk", "uk-en", "be-ru", "ru-en")]
    assert names(shortest_route(packages, "be", "en")) == ["be-ru", "ru-en"]


def test_among_equals_the_fewest_starters_win() -> None:
    packages = [package("be-pl", is_starter=True), package("pl-en"), package("be-ru")]
    packages.append(package("ru-en"))
    assert names(shortest_route(packages, "be", "en")) == ["be-ru", "ru-en"]
    packages[2:] = [package("be-ru", is_starter=True), package("ru-en", is_starter=True)]
    assert names(shortest_route(packages, "be", "en")) == ["be-pl", "pl-en"]


def test_no_way_and_no_need() -> None:
    packages = [package("ru-en"), package("en-ru")]
    assert shortest_route(packages, "en", "be") == ()
    assert shortest_route(packages, "ru", "ru") == ()


CODES = st.sampled_from("abcde")


@given(st.sets(st.tuples(CODES, CODES).filter(lambda d: d[0] != d[1])), CODES, CODES)
def test_routes_chain_and_no_shorter_one_exists(
    directions: set[tuple[str, str]], start: str, end: str
) -> None:
    route = shortest_route([package("-".join(d)) for d in directions], start, end)
    if route:
        assert (route[0].from_code, route[-1].to_code) == (start, end)
        assert all(a.to_code == b.from_code for a, b in itertools.pairwise(route))
    reached, steps = {start}, 0
    while end not in reached and steps < 5:
        reached |= {b for a, b in directions if a in reached}
        steps += 1
    assert len(route) == (steps if end in reached else 0)
