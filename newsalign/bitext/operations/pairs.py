from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair
from newsalign.bitext.operations.errors import BitextError
from newsalign.library.models import Article


def in_order(source_language: str, target_language: str) -> bool:
    """Whether the sides stand the usual way round, or at least not the opposite way."""
    if source_language == target_language and source_language:
        raise BitextError(
            _("Both texts are in the same language: a pair needs two editions in two languages.")
        )
    return (
        source_language != settings.TARGET_LANGUAGE and target_language != settings.SOURCE_LANGUAGE
    ) or (source_language, target_language) == (settings.SOURCE_LANGUAGE, settings.TARGET_LANGUAGE)


@transaction.atomic
def create_pair(*, source: Article, target: Article, user: User | None) -> tuple[Pair, bool]:
    """The pair of these two articles, and whether it is new."""
    if not in_order(source.language, target.language):
        source, target = target, source
    return Pair.objects.get_or_create(source=source, target=target, defaults={"added_by": user})
