from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsalign.accounts.models import User
from newsalign.bitext.models import Bead, Pair
from newsalign.bitext.models.pair import PairQuerySet
from newsalign.bitext.operations.export import BeadFilter
from newsalign.core.formats import FORMATS

SIDES = ("source", "target")


class PairFilters(forms.Form):
    """Who is signed in can ask for pairs of their own."""

    q = forms.CharField(
        label=_("Search in headlines"), required=False, widget=forms.SearchInput, max_length=200
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("all")),
            *Pair.State.choices,
            (PairQuerySet.AWAITING_REVIEW, _("for review, or in it")),
            (PairQuerySet.FAILING, _("failed")),
        ],
    )

    def __init__(self, *given: Any, user: User | AnonymousUser, **named: Any) -> None:
        super().__init__(*given, **named)
        self.asker = user if isinstance(user, User) else None
        if self.asker:
            of_their_own = [
                (PairQuerySet.MINE, _("mine to review")),
                (PairQuerySet.FLAGGED, _("flagged for me")),
            ]
            state = cast("forms.ChoiceField", self.fields["state"])
            state.choices = [*cast("list[tuple[str, str]]", state.choices), *of_their_own]

    @property
    def given(self) -> dict[str, str]:
        """What was asked for, as far as it is understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chosen(self) -> PairQuerySet:
        given = self.given
        return Pair.objects.matching(
            state=given.get("state", ""), words=given.get("q", ""), asker=self.asker
        )


class ExportForm(forms.Form):
    """Its names keep clear of those of the pair list's filters, which come along."""

    format = forms.ChoiceField(choices=[(key, form.name) for key, form in FORMATS.items()])
    beads = forms.ChoiceField(required=False, choices=[("", _("all")), *Bead.State.choices])
    min_confidence = forms.FloatField(required=False, min_value=0, max_value=1)
    without_nulls = forms.BooleanField(required=False)

    def wanted(self) -> BeadFilter:
        given = self.cleaned_data
        return BeadFilter(
            states=(given["beads"],) if given["beads"] else (),
            min_confidence=given["min_confidence"] or 0.0,
            nulls=not given["without_nulls"],
        )


class UploadForm(forms.Form):
    """Two panes: each takes pasted text or a file."""

    source_text = forms.CharField(required=False, strip=False, widget=forms.Textarea)
    source_file = forms.FileField(required=False, allow_empty_file=True)
    target_text = forms.CharField(required=False, strip=False, widget=forms.Textarea)
    target_file = forms.FileField(required=False, allow_empty_file=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for side in SIDES:
            text, file = data.get(f"{side}_text"), data.get(f"{side}_file")
            if not file and not (text and text.strip()):
                self.add_error(f"{side}_text", gettext("Paste a page here, or choose a file."))
            elif file and text and text.strip():
                self.add_error(
                    f"{side}_file",
                    gettext("There is a text and a file: keep one of them, and empty the other."),
                )
            elif file and file.size > settings.UPLOAD_MAX_BYTES:
                self.add_error(
                    f"{side}_file",
                    gettext("The file is larger than %(size)s: upload a smaller one.")
                    % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)},
                )
        return data

    def ask_for_files_again(self) -> None:
        """A browser keeps no file when a form comes back: says so where nothing else is said."""
        for side in SIDES:
            file = self.cleaned_data.get(f"{side}_file")
            if file and f"{side}_text" not in self.errors:
                self.add_error(
                    f"{side}_file",
                    gettext("Choose “%(name)s” once more: this page cannot keep a file.")
                    % {"name": file.name},
                )

    def given(self, side: str) -> dict[str, Any]:
        """What `open_draft` takes, for one side."""
        file = self.cleaned_data.get(f"{side}_file")
        if file:
            return {"data": file.read(), "name": file.name or "upload"}
        return {"text": self.cleaned_data[f"{side}_text"]}
