from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.management.files import reading
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.imports import import_alignments


class Command(BaseCommand):
    help = "Takes back alignments from a TMX or JSON Lines file that newsalign exported."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help=".tmx or .jsonl")
        parser.add_argument(
            "--user", default="", metavar="NAME", help="who imports it, for the pairs' history"
        )

    def handle(self, **options: Any) -> None:
        path: Path = options["file"]
        user = _user(options["user"])
        try:
            imported = import_alignments(data=_read(path), name=path.name, user=user)
        except BitextError as error:
            raise CommandError(str(error)) from error
        for one in imported:
            said = _("imported") if one.is_new else _("is here already")
            self.stdout.write(f"{one.alignment.pair}: {said}")


def _user(name: str) -> User | None:
    if not name:
        return None
    found = User.objects.filter(username=name).first()
    if found is None:
        raise CommandError(_("There is nobody called %(name)s.") % {"name": name})
    return found


def _read(path: Path) -> bytes:
    """One byte more than allowed is enough to refuse a file."""
    with reading(path), path.open("rb") as file:
        return file.read(settings.UPLOAD_MAX_BYTES + 1)
