"""What an alignment rests on: part of each step that changes it, so undoing brings it back."""

from dataclasses import asdict, dataclass
from typing import Any, Self

from newsalign.bitext.models import Alignment, Pair


@dataclass(frozen=True, slots=True)
class Grounds:
    """Evidence and packages, as an alignment stores them."""

    evidence: list[str]
    packages: list[dict[str, Any]]

    @classmethod
    def of(cls, alignment: Alignment) -> Self:
        return cls(alignment.evidence, alignment.packages)

    def write(self, alignment: Alignment) -> None:
        alignment.evidence, alignment.packages = self.evidence, self.packages
        alignment.save(update_fields=["evidence", "packages"])


def told(before: Grounds | None, after: Grounds) -> dict[str, Any]:
    """As a step's details keep it; nothing where they are the same."""
    if before == after:
        return {}
    return {"grounds": {"before": asdict(before) if before else None, "after": asdict(after)}}


def read(details: dict[str, Any], when: str) -> Grounds | None:
    """Of `before` or `after` a step; None where it did not change them."""
    found = details.get("grounds", {}).get(when)
    return Grounds(**found) if found else None


def grounds_after(pair: Pair, number: int) -> Grounds | None:
    """After step `number` of the history; None where no step until then told them."""
    told_by = pair.events.filter(number__lte=number, details__has_key="grounds")
    details = told_by.order_by("-number").values_list("details", flat=True).first()
    return read(details, "after") if details else None
