from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest

from newsalign.accounts.labels import ROLES
from newsalign.accounts.models import User
from newsalign.web.admin_lists import ListAdmin

# The queue's own tables are nobody's to open, and know no language but English.
APPS = ("accounts", "auth", "bitext", "library")


class OurPermissions:
    """Of the permissions to choose from, those of pages that there are."""

    def formfield_for_manytomany(self, db_field: Any, *given: Any, **named: Any) -> Any:
        if db_field.related_model is Permission:
            named["queryset"] = Permission.objects.filter(content_type__app_label__in=APPS)
        return super().formfield_for_manytomany(db_field, *given, **named)  # type: ignore[misc]  # mixed in


@admin.register(User)
class OurUserAdmin(OurPermissions, ListAdmin[User], UserAdmin[User]):
    pass


admin.site.unregister(Group)


@admin.register(Group)
class OurGroupAdmin(OurPermissions, ListAdmin[Group], GroupAdmin):
    def get_fields(self, request: HttpRequest, obj: Group | None = None) -> Any:
        """The name of a group that we made is known to the code: the page's title tells it."""
        fields = super().get_fields(request, obj)
        return [f for f in fields if f != "name"] if obj and obj.name in ROLES else fields
