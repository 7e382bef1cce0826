"""Which packages lead from one language to another."""

from collections import deque
from collections.abc import Iterable

from newsalign.engines.packages.package import Package


def shortest_route(
    packages: Iterable[Package], from_code: str, to_code: str
) -> tuple[Package, ...]:
    """The packages to apply one after the other: fewest steps, then fewest starters.

    `packages` holds one package per direction. Empty where no route leads there, or none is
    needed. Breadth-first over languages; ties that remain go to the first language by code.
    """
    leaving: dict[str, list[Package]] = {}
    for package in sorted(packages, key=lambda p: p.direction):
        leaving.setdefault(package.from_code, []).append(package)
    best: dict[str, tuple[Package, ...]] = {from_code: ()}
    queue = deque([from_code])
    while queue:
        here = queue.popleft()
        for package in leaving.get(here, ()):
            route = (*best[here], package)
            known = best.get(package.to_code)
            if known is None:
                queue.append(package.to_code)
            if known is None or _cost(route) < _cost(known):
                best[package.to_code] = route
    return best.get(to_code, ())


def _cost(route: tuple[Package, ...]) -> tuple[int, int]:
    return len(route), sum(package.is_starter for package in route)
