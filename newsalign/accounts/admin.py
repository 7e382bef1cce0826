from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy

from newsalign.accounts.labels import group_label, permission_label, role_name
from newsalign.accounts.models import User
from newsalign.web.admin_lists import ListAdmin

LABELS: dict[str, Callable[[Any], str]] = {
    "groups": group_label,
    "permissions": permission_label,
    "user_permissions": permission_label,
}


class Labelled:
    """Groups and permissions to choose from, in the reader's language."""

    def formfield_for_manytomany(self, db_field: Any, *given: Any, **named: Any) -> Any:
        field = super().formfield_for_manytomany(db_field, *given, **named)  # type: ignore[misc]  # mixed in
        field.label_from_instance = LABELS[db_field.name]
        return field


class RoleFilter(admin.RelatedFieldListFilter):
    def field_choices(self, *given: Any) -> list[Any]:
        return [(key, role_name(str(name))) for key, name in super().field_choices(*given)]


@admin.register(User)
class OurUserAdmin(Labelled, ListAdmin[User], UserAdmin[User]):
    list_filter = ("is_staff", "is_superuser", "is_active", ("groups", RoleFilter))


admin.site.unregister(Group)


@admin.register(Group)
class OurGroupAdmin(Labelled, ListAdmin[Group], GroupAdmin):
    list_display = ("role",)

    @admin.display(description=gettext_lazy("role"), ordering="name")
    def role(self, group: Group) -> str:
        return group_label(group)
