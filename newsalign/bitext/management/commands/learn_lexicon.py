from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsalign.bitext.operations.learning import Learned, learn_lexicons

MOST_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Adds what reviewers confirmed to the lexicons, and says what changed. For languages that "
        "come without a lexicon, adds what the aligner is sure of as well."
    )

    def handle(self, **_options: Any) -> None:
        learned = learn_lexicons()
        if not learned:
            self.stdout.write(_("Nothing is confirmed yet, so there is nothing to learn from."))
        for one in learned:
            self.stdout.write("\n".join(_lines(one)))


def _lines(one: Learned) -> list[str]:
    heading = ngettext(
        "%(languages)s: learned from %(count)d confirmed bead",
        "%(languages)s: learned from %(count)d confirmed beads",
        one.confirmed,
    ) % {"languages": " - ".join(one.languages), "count": one.confirmed}
    lines = [heading]
    if one.sure:
        lines.append(
            ngettext(
                "and from %(count)d bead that the aligner is sure of",
                "and from %(count)d beads that the aligner is sure of",
                one.sure,
            )
            % {"count": one.sure}
        )
    sides = (("+", one.change.entries_added), ("-", one.change.entries_dropped))
    for sign, entries in sides:
        lines.append(f"{sign} {len(entries)}")
        lines += [f"  {sign} {first} = {second}" for first, second in entries[:MOST_SHOWN]]
    return lines
