"""Files that commands are given: what the system refuses becomes one sentence."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _


def reading(path: Path) -> AbstractContextManager[None]:
    return _told(path, _("%(path)s cannot be read: %(reason)s."))


def writing(path: Path) -> AbstractContextManager[None]:
    return _told(path, _("%(path)s cannot be written: %(reason)s."))


@contextmanager
def _told(path: Path, sentence: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CommandError(sentence % {"path": path, "reason": error.strerror}) from error
