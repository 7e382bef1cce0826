from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def validate_time_zone(value: str) -> None:
    if value not in available_timezones():
        raise ValidationError(_("“%(value)s” is no known time zone."), params={"value": value})


class Edition(models.Model):
    publisher = models.CharField(_("publisher"), max_length=100)
    language = models.CharField(_("language"), max_length=8)
    name = models.CharField(_("name"), max_length=100)
    site = models.URLField(_("site"), blank=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="Europe/Minsk",
        validators=[validate_time_zone],
        help_text=_("Dates on the edition's pages are read in this zone."),
    )

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("publisher", "language")
        constraints = (
            models.UniqueConstraint(
                fields=("publisher", "language"), name="edition_once_per_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"

    def clean(self) -> None:
        others = self.articles.exclude(language=self.language) if self.pk else None
        if others and others.exists():
            raise ValidationError(
                {"language": _("The edition has articles in its language: it stays as it is.")}
            )

    def why_not(self, language: str) -> str:
        """Why an article in this language is none of the edition's; empty where it can be."""
        if language == self.language:
            return ""
        return gettext(
            "The edition “%(edition)s” is in another language than the text: choose another."
        ) % {"edition": self.name}
