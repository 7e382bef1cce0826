import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsalign.bitext.models import Bead, Pair
from newsalign.bitext.operations.review import MOST_CHARACTERS, Seen


class BeadForm(forms.ModelForm[Bead]):
    """Knows by a hidden field, which stands in the row, the version that its reader saw."""

    note = forms.CharField(
        label=gettext_lazy("note"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 1, "placeholder": gettext_lazy("note")}),
    )

    class Meta:
        model = Bead
        fields = ("state", "note")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # In a list the columns' heads are no labels.
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label}: {self.instance}"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.changed_data and self.instance.alignment.pair.state == Pair.State.DONE:
            raise forms.ValidationError(_("The review of this pair is done: reopen it first."))
        if self.changed_data and self.seen.version != self.instance.version:
            raise forms.ValidationError(
                _("Somebody changed this bead in the meantime: look at it, and decide again.")
            )
        return given

    @property
    def seen(self) -> Seen:
        return seen_in(self.data, self.instance) or Seen(self.instance.pk, -1)


def seen_name(bead: Bead) -> str:
    return f"seen-{bead.pk}"


def seen_in(given: Mapping[str, Any], bead: Bead) -> Seen | None:
    """The bead as its row on the page says it was; None where the page says nothing of it."""
    version = given.get(seen_name(bead), "")
    return Seen(bead.pk, int(version)) if re.fullmatch(r"\d{1,9}", version) else None
