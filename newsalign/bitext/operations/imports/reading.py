"""The file that is imported: its beads, or what is wrong with it."""

from pathlib import PurePath

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from newsalign.bitext.operations.errors import BitextError
from newsalign.core.formats import FORMATS, FormatError, Problem, Unit


def read_units(data: bytes, name: str) -> tuple[Unit, ...]:
    if len(data) > settings.UPLOAD_MAX_BYTES:
        raise BitextError(
            _("%(name)s is larger than %(size)s: export fewer pairs at a time.")
            % {"name": name, "size": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        )
    suffix = PurePath(name).suffix.lower()
    parse = next((f.parse for f in FORMATS.values() if f.parse and f.suffix == suffix), None)
    if parse is None:
        raise BitextError(
            _("%(name)s cannot be imported: choose a .tmx or .jsonl file exported by newsalign.")
            % {"name": name}
        )
    try:
        return parse(data)
    except FormatError as error:
        raise BitextError(_said(error, name)) from error


def _said(error: FormatError, name: str) -> str:
    said = {
        Problem.DAMAGED: _(
            "%(name)s cannot be read from line %(line)s on: it is damaged, cut off or in another"
            " encoding. Export it again."
        ),
        Problem.ENTITIES: _(
            "%(name)s uses entities (line %(line)s), which no export of newsalign does and which"
            " can do harm: it is not read."
        ),
        Problem.NOT_OURS: _(
            "%(name)s, line %(line)s: this is no bead as newsalign exports it. Choose a file that"
            " newsalign exported."
        ),
        Problem.EMPTY: _("%(name)s holds no beads: export it again."),
    }
    return said[error.problem] % {"name": name, "line": error.line}
