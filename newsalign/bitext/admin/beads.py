from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsalign.bitext.admin.bead_form import BeadForm, seen_name
from newsalign.bitext.admin.bead_search import with_words
from newsalign.bitext.admin.bead_steps import BeadSteps
from newsalign.bitext.admin.filters import ConfidenceFilter, PairFilter, PairStateFilter
from newsalign.bitext.admin.people import signed_in
from newsalign.bitext.admin.text import labelled, side_text
from newsalign.bitext.models import Bead, BeadSentence
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.review import Seen, decide_beads, note_bead
from newsalign.web.admin_lists import ListAdmin
from newsalign.web.templatetags.display import percent


@admin.register(Bead)
class BeadAdmin(BeadSteps, ListAdmin[Bead]):
    """Beads of all current alignments, the least sure first; one pair's in their order."""

    can_add = can_delete = False  # every sentence stays in a bead
    list_display = ("source", "target", "sureness", "state", "note", "comparison")
    list_display_links = ("sureness",)
    list_editable = ("state", "note")
    list_filter = (
        PairFilter,
        "state",
        "moved",
        ("flagged_for", admin.RelatedOnlyFieldListFilter),
        ConfidenceFilter,
        ("alignment__pair__state", PairStateFilter),
    )
    search_fields = ("members__sentence__paragraph__text",)
    search_help_text = gettext_lazy("Words of the sentences, on either side.")
    list_per_page = 50
    form = BeadForm
    fields = ("source", "target", "sureness", "state", "note", "comparison")
    readonly_fields = ("source", "target", "sureness", "comparison")
    actions = BeadSteps.step_names

    def get_queryset(self, request: HttpRequest) -> QuerySet[Bead]:
        chosen = super().get_queryset(request).filter(alignment__is_current=True)
        return Bead.objects.filter(pk__in=chosen.values("pk")).with_pair().with_sentences()

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        by_place = PairFilter.parameter_name in request.GET
        return ("position",) if by_place else ("confidence", "alignment", "position")

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002  # Django's own signature
        queryset: QuerySet[Bead],
        search_term: str,
    ) -> tuple[QuerySet[Bead], bool]:
        return with_words(queryset, search_term), False

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

    @admin.display(description=gettext_lazy("source"))
    def source(self, bead: Bead) -> SafeString:
        return side_text(bead, BeadSentence.Side.SOURCE)

    @admin.display(description=gettext_lazy("target"))
    def target(self, bead: Bead) -> SafeString:
        return side_text(bead, BeadSentence.Side.TARGET)

    @admin.display(description=gettext_lazy("confidence"), ordering="confidence")
    def sureness(self, bead: Bead) -> SafeString:
        return format_html(
            '{}{}<input type="hidden" name="{}" value="{}">',
            labelled(_("confidence"), percent(bead.confidence)),
            f", {_('moved')}" if bead.moved else "",
            seen_name(bead),
            bead.version,
        )

    @admin.display(description=gettext_lazy("look at"))
    def comparison(self, bead: Bead) -> SafeString:
        """The comparison at the row of the bead's first paragraph."""
        url, first = bead.alignment.pair.get_absolute_url(), next(iter(bead.members.all()))
        place = f"{first.side[0]}{first.sentence.paragraph.number}"
        return format_html('<a href="{}#{}">{}</a>', url, place, _("comparison"))
