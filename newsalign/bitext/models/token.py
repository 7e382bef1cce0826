import hashlib
import secrets
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

USE_NOTED_EVERY = timedelta(minutes=1)


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def matching(self, key: str) -> Self:
        return self.filter(digest=digest_of(key))

    def note_use(self) -> None:
        now = timezone.now()
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_NOTED_EVERY)
        self.filter(stale).update(last_used_at=now)


class ApiToken(models.Model):
    """Lets a program translate over HTTP; the token itself is shown once and not kept."""

    name = models.CharField(
        _("name"),
        max_length=100,
        help_text=_("What it is for, so that it can be told from others."),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token for translation over HTTP")
        verbose_name_plural = _("tokens for translation over HTTP")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    def new_key(self) -> str:
        key = secrets.token_urlsafe(32)
        self.digest = digest_of(key)
        return key


def digest_of(key: str) -> str:
    # The key is long and random: a plain digest cannot be turned back.
    return hashlib.sha256(key.encode()).hexdigest()
