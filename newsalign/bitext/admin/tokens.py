from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from newsalign.bitext.models.token import ApiToken
from newsalign.web.admin_lists import ListAdmin


@admin.register(ApiToken)
class ApiTokenAdmin(ListAdmin[ApiToken]):
    """To take a token back, delete it."""

    list_display = ("name", "made_by", "made_at", "last_used_at")
    fields = ("name",)

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:
        if not change:
            key = obj.new_key()
            obj.made_by = request.user  # type: ignore[assignment]  # the admin is for users only
            messages.warning(
                request,
                _("The token, shown only this once: %(key)s") % {"key": key},
            )
        super().save_model(request, obj, form, change)
