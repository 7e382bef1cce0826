"""What the review's endpoints take, typed. Beads come as `ID.VERSION`, lists with blanks between."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from newsalign.accounts.models import User
from newsalign.bitext.operations.review import Seen
from newsalign.bitext.operations.review.notes import MOST_CHARACTERS

_TOKEN = re.compile(r"(\d{1,18})\.(\d{1,9})")
_OUTDATED = _("The page is not what it was: load it again.")


class _TypedField(forms.CharField):
    """Read from text into a value, which is checked by reading it."""

    def run_validators(self, value: Any) -> None:
        pass


class BeadsField(_TypedField):
    def to_python(self, value: Any) -> list[Seen]:  # type: ignore[override]  # a value of its own
        found = [_TOKEN.fullmatch(token) for token in (super().to_python(value) or "").split()]
        if not all(found):
            raise ValidationError(_OUTDATED)
        return [Seen(int(m[1]), int(m[2])) for m in found if m]


class BeadField(BeadsField):
    """Just one."""

    def to_python(self, value: Any) -> Seen:  # type: ignore[override]  # a value of its own
        found = super().to_python(value)
        if len(found) != 1:
            raise ValidationError(_("Choose one row or one sentence."))
        return found[0]


class KeysField(_TypedField):
    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]  # a value of its own
        found = (super().to_python(value) or "").split()
        if not all(re.fullmatch(r"\d{1,18}", key) for key in found):
            raise ValidationError(_OUTDATED)
        return [int(key) for key in found]


class PersonField(_TypedField):
    """By name; empty is nobody."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> User | None:  # type: ignore[override]  # a value of its own
        name = super().to_python(value)
        if not name:
            return None
        # PostgreSQL takes no NUL, not even to look for it.
        people = User.objects.none() if "\0" in name else User.objects.filter(is_active=True)
        found = people.filter(username=name).first()
        if found is None:
            raise ValidationError(_("There is nobody of this name."))
        return found


class PickedField(forms.MultipleChoiceField):
    """Sentences with the bead that each was seen in, as `KEY@ID.VERSION`."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def validate(self, value: Any) -> None:
        if not all(re.fullmatch(rf"\d{{1,18}}@{_TOKEN.pattern}", one) for one in value):
            raise ValidationError(_OUTDATED)


class StepForm(forms.Form):
    version = forms.IntegerField(min_value=0)
    row = forms.RegexField(r"r[st]\d{1,6}", required=False)


class BeadsForm(StepForm):
    beads = BeadsField()


class BeadForm(StepForm):
    beads = BeadField()


class RowsForm(BeadsForm):
    following = BeadsField()


class SentencesForm(BeadsForm):
    sentences = KeysField()


class LinkForm(StepForm):
    """Sentences and their beads apart, as scripts send them, or picked together in a form."""

    beads = BeadsField(required=False)
    sentences = KeysField(required=False)
    picked = PickedField()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        for one in () if self.errors else given["picked"]:
            key, token = one.split("@")
            given["sentences"].append(int(key))
            given["beads"] += self.fields["beads"].clean(token)
        return given


class MoveForm(SentencesForm):
    into = BeadField()


class CutForm(BeadForm):
    sentences = KeysField()


class SentenceForm(BeadForm):
    sentences = forms.IntegerField(min_value=1)


class SplitSentenceForm(SentenceForm):
    at = forms.IntegerField(min_value=1)


class NoteForm(BeadForm):
    note = forms.CharField(required=False, max_length=MOST_CHARACTERS)


class FlagForm(BeadsForm):
    who = PersonField()


class AssignForm(StepForm):
    who = PersonField()


class RestoreForm(StepForm):
    number = forms.IntegerField(min_value=1)


class FinishForm(StepForm):
    rest_as_is = forms.BooleanField(required=False)
