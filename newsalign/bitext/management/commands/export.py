from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsalign.bitext.management.files import writing
from newsalign.bitext.models import Bead, Pair
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.export import BeadFilter, export_alignments
from newsalign.core.formats import FORMATS


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ArgumentTypeError("a confidence is between 0 and 1")
    return value


class Command(BaseCommand):
    help = "Writes the alignments of pairs to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "pairs",
            nargs="*",
            type=int,
            metavar="PAIR",
            help="number in the page's address; none: all",
        )
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument(
            "--state", action="append", default=[], choices=Bead.State.values, help="of the beads"
        )
        parser.add_argument("--min-confidence", type=_share, default=0.0, metavar="SHARE")
        parser.add_argument(
            "--no-nulls", action="store_true", help="leave out omissions and additions"
        )
        parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="default: print")

    def handle(self, **options: Any) -> None:
        pairs = Pair.objects.all()
        if options["pairs"]:
            pairs = pairs.filter(pk__in=options["pairs"])
            missing = sorted(set(options["pairs"]) - set(pairs.values_list("pk", flat=True)))
            if missing:
                raise CommandError(_("There is no pair %(number)s.") % {"number": missing[0]})
        wanted = BeadFilter(
            states=tuple(options["state"]),
            min_confidence=options["min_confidence"],
            nulls=not options["no_nulls"],
        )
        try:
            pieces = export_alignments(pairs=pairs, form=FORMATS[options["format"]], wanted=wanted)
        except BitextError as error:
            raise CommandError(str(error)) from error
        file: Path | None = options["output"]
        if file:
            with writing(file), file.open("w", encoding="utf-8", newline="") as opened:
                opened.writelines(pieces)
        else:
            for piece in pieces:
                self.stdout.write(piece, ending="")
