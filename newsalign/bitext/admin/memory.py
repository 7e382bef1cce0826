from django.contrib import admin

from newsalign.bitext.models import Translation
from newsalign.web.admin_lists import ListAdmin


@admin.register(Translation)
class TranslationAdmin(ListAdmin[Translation]):
    """To be read; what is deleted here is translated again when it is needed."""

    can_add = False
    list_display = ("source", "text", "origin", "from_language", "to_language", "package", "score")
    list_filter = ("origin", "from_language", "to_language")
    search_fields = ("source", "text")
    list_select_related = ()
    show_full_result_count = False
    fields = readonly_fields = (
        "source",
        "text",
        "origin",
        "package",
        "pair",
        "from_language",
        "to_language",
        "score",
        "made_at",
    )
