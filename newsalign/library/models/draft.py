import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """An upload between reading and saving: what was recognised waits to be looked at."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    original = models.BinaryField(_("original"))
    original_type = models.CharField(max_length=100)
    original_name = models.CharField(max_length=255, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=8, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.original_name or str(self.id)
