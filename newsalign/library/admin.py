from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsalign.library.models import Article, Edition, Paragraph
from newsalign.web.admin_lists import LanguageFilter, ListAdmin


@admin.register(Edition)
class EditionAdmin(ListAdmin[Edition]):
    list_display = ("name", "publisher", "language", "site", "time_zone")
    list_filter = (("language", LanguageFilter), "publisher")
    search_fields = ("name", "publisher")


class ParagraphInline(admin.TabularInline[Paragraph, Article]):
    """To be read: sentences and alignments hang on the text, so it is not edited here."""

    model = Paragraph
    fields = readonly_fields = ("number", "kind", "text")
    extra = 0
    can_delete = False

    @admin.display(description=gettext_lazy("number"))
    def number(self, paragraph: Paragraph) -> int:
        return paragraph.number

    def has_add_permission(self, *_args: Any) -> bool:
        return False


@admin.register(Article)
class ArticleAdmin(ListAdmin[Article]):
    can_add = False  # articles come in by upload, which keeps their original bytes
    list_display = ("headline", "language", "edition", "section", "published_at", "page")
    list_filter = (("language", LanguageFilter), "edition", "section", "published_at")
    search_fields = ("headline",)
    date_hierarchy = "published_at"
    inlines = (ParagraphInline,)
    fields = (
        "headline",
        "edition",
        "language",
        "section",
        "published_at",
        "dateline",
        "url",
        "original_name",
        "original_type",
        "added_by",
        "added_at",
        "page",
    )
    readonly_fields = (
        "language",
        "original_name",
        "original_type",
        "added_by",
        "added_at",
        "page",
    )
    list_select_related = ("edition",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).defer("original")

    @admin.display(description=gettext_lazy("page"))
    def page(self, article: Article) -> SafeString:
        return format_html('<a href="{}">{}</a>', article.get_absolute_url(), _("read"))
