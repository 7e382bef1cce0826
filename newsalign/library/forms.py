from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsalign.core.text.normalise import normalise
from newsalign.library.models import Article, Edition
from newsalign.library.operations import ArticleFields, Recognised
from newsalign.web.languages import language_choices

FIRST_YEAR, LAST_YEAR = 1600, 2200


class ArticleFilters(forms.Form):
    q = forms.CharField(
        label=_("Search in headlines"), required=False, widget=forms.SearchInput, max_length=200
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    edition = forms.ModelChoiceField(
        Edition.objects.all(), label=_("Edition"), required=False, empty_label=_("all")
    )
    section = forms.ChoiceField(label=_("Section"), required=False)
    since = forms.DateField(
        label=_("Published from"), required=False, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(
        label=_("Published until"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = Article.objects.order_by("language").values_list("language", flat=True).distinct()
        sections = (
            Article.objects.exclude(section="")
            .order_by("section")
            .values_list("section", flat=True)
            .distinct()
        )
        self.fields["language"].choices = [("", _("all")), *language_choices(codes)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["section"].choices = [("", _("all")), *((s, s) for s in sections)]  # type: ignore[attr-defined]  # a ChoiceField


class LineField(forms.CharField):
    """One clean line: line ends become spaces, what nobody sees goes."""

    def to_python(self, value: Any) -> str:
        return " ".join(normalise(super().to_python(value) or "").split())


def validate_year(value: datetime) -> None:
    """Years at either end of the calendar cannot be told in every time zone."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValidationError(
            _("Enter a year between %(first)s and %(last)s."),
            params={"first": FIRST_YEAR, "last": LAST_YEAR},
        )


class ArticleForm(forms.Form):
    """What was recognised in a draft, to be looked at and corrected."""

    headline = LineField(label=_("Headline"), max_length=500, widget=forms.Textarea({"rows": 2}))
    language = forms.ChoiceField(label=_("Language"))
    edition = forms.ModelChoiceField(
        Edition.objects.all(), label=_("Edition"), required=False, empty_label=_("none of these")
    )
    section = LineField(label=_("Section"), max_length=100, required=False)
    published = forms.DateTimeField(
        label=_("Published"),
        help_text=_("publisher's local time"),
        required=False,
        validators=[validate_year],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    dateline = LineField(label=_("Dateline"), max_length=200, required=False)
    url = forms.URLField(label=_("Address"), max_length=1000, required=False, assume_scheme="https")
    text = forms.CharField(
        label=_("Text"),
        help_text=_("One paragraph per line; subheadings begin with “## ”."),
        widget=forms.Textarea({"rows": 16}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {*Edition.objects.values_list("language", flat=True)}
        known |= {settings.SOURCE_LANGUAGE, settings.TARGET_LANGUAGE, "be", "uk", "zh"}
        known |= {self.initial.get("language", "")} - {""}
        self.fields["language"].choices = [("", "—"), *language_choices(known)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["published"].localize = False

    @staticmethod
    def initial_of(recognised: Recognised) -> dict[str, Any]:
        names = ("language", "edition", "headline", "section", "dateline", "url", "text")
        published = recognised.published
        return {name: getattr(recognised, name) for name in names} | {
            "published": published.strftime("%Y-%m-%dT%H:%M") if published else None
        }

    def fields_given(self) -> ArticleFields:
        data = dict(self.cleaned_data)
        published = data.pop("published")
        # The form reads the reader's zone into it; what counts is the clock at the publisher.
        return ArticleFields(
            **data, published=published.replace(tzinfo=None) if published else None
        )
