from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsalign.bitext.admin.filters import ConfidenceFilter
from newsalign.bitext.admin.people import signed_in
from newsalign.bitext.admin.text import side_text
from newsalign.bitext.models import Bead, BeadSentence
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.review import (
    Seen,
    confirm_beads,
    decide_beads,
    note_bead,
    reject_beads,
)
from newsalign.web.templatetags.display import percent


class BeadForm(forms.ModelForm[Bead]):
    """Knows by a hidden field, which stands in the row, the version that its reader saw."""

    class Meta:
        model = Bead
        fields = ("state", "note")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.changed_data and self.seen.version != self.instance.version:
            raise forms.ValidationError(
                _("Somebody changed this bead in the meantime: look at it, and decide again.")
            )
        return given

    @property
    def seen(self) -> Seen:
        version = self.data.get(seen_name(self.instance), "")
        return Seen(self.instance.pk, int(version) if version.isdecimal() else -1)


def seen_name(bead: Bead) -> str:
    return f"seen-{bead.pk}"


@admin.register(Bead)
class BeadAdmin(admin.ModelAdmin[Bead]):
    """Beads of all current alignments, the least sure first."""

    list_display = ("source", "target", "place", "sureness", "state", "note", "comparison")
    list_display_links = ("sureness",)
    list_editable = ("state", "note")
    list_filter = ("state", "moved", ConfidenceFilter, "alignment__pair__state")
    ordering = ("confidence", "alignment", "position")
    list_per_page = 50
    form = BeadForm
    fields = ("source", "target", "place", "sureness", "state", "note", "comparison")
    readonly_fields = ("source", "target", "place", "sureness", "comparison")
    actions = ("confirm", "reject")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Bead]:
        chosen = super().get_queryset(request).filter(alignment__is_current=True)
        return (
            Bead.objects.filter(pk__in=chosen.values("pk"))
            .select_related("alignment__pair__source", "alignment__pair__target")
            .defer("alignment__pair__source__original", "alignment__pair__target__original")
            .with_sentences()
        )

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[BeadForm]:  # noqa: ARG002  # Django's own signature
        return BeadForm

    def save_model(
        self,
        request: HttpRequest,
        obj: Bead,
        form: BeadForm,
        change: bool,  # noqa: ARG002  # Django's own signature
    ) -> None:
        """A change in the list is a step of the pair's history, like any other."""
        pair, user = obj.alignment.pair, signed_in(request)
        seen, event = form.seen, None
        try:
            if "state" in form.changed_data:
                state = Bead.State(obj.state)
                event = decide_beads(pair=pair, user=user, seen=[seen], state=state)
            if "note" in form.changed_data:
                seen = Seen(obj.pk, event.number) if event else seen
                note_bead(pair=pair, user=user, seen=seen, note=obj.note)
        except BitextError as error:
            messages.error(request, str(error))

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _bead: Any = None) -> bool:
        """Every sentence stays in a bead."""
        return False

    class Media:
        css = {"all": ("newsalign/css/admin.css",)}  # noqa: RUF012  # Django's own form

    @admin.display(description=gettext_lazy("source"))
    def source(self, bead: Bead) -> SafeString:
        return side_text(bead, BeadSentence.Side.SOURCE)

    @admin.display(description=gettext_lazy("target"))
    def target(self, bead: Bead) -> SafeString:
        return side_text(bead, BeadSentence.Side.TARGET)

    @admin.display(description=gettext_lazy("place"), ordering="moved")
    def place(self, bead: Bead) -> str:
        return _("moved") if bead.moved else ""

    @admin.display(description=gettext_lazy("confidence"), ordering="confidence")
    def sureness(self, bead: Bead) -> SafeString:
        return format_html(
            '{}<input type="hidden" name="{}" value="{}">',
            percent(bead.confidence),
            seen_name(bead),
            bead.version,
        )

    @admin.display(description=gettext_lazy("comparison"))
    def comparison(self, bead: Bead) -> SafeString:
        """The comparison at the bead's first paragraph, whose place has a name in the view in order."""
        url, first = bead.alignment.pair.get_absolute_url(), next(iter(bead.members.all()))
        place = f"{first.side[0]}{first.sentence.paragraph.number}"
        return format_html('<a href="{}?view=order#{}">{}</a>', url, place, _("open"))

    @admin.action(description=gettext_lazy("Confirm the chosen beads"), permissions=["change"])
    def confirm(self, request: HttpRequest, chosen: QuerySet[Bead]) -> None:
        beads = chosen.select_related("alignment")
        self._tell(request, confirm_beads(beads=beads, user=signed_in(request)))

    @admin.action(description=gettext_lazy("Reject the chosen beads"), permissions=["change"])
    def reject(self, request: HttpRequest, chosen: QuerySet[Bead]) -> None:
        beads = chosen.select_related("alignment")
        self._tell(request, reject_beads(beads=beads, user=signed_in(request)))

    def _tell(self, request: HttpRequest, count: int) -> None:
        messages.success(
            request,
            ngettext("%(count)d bead changed.", "%(count)d beads changed.", count)
            % {"count": count},
        )
