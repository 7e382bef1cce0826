from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from newsalign.accounts.labels import ROLES
from newsalign.accounts.models import User
from newsalign.web.admin_lists import ListAdmin


@admin.register(User)
class OurUserAdmin(ListAdmin[User], UserAdmin[User]):
    pass


admin.site.unregister(Group)


@admin.register(Group)
class OurGroupAdmin(ListAdmin[Group], GroupAdmin):
    def get_fields(self, request: HttpRequest, obj: Group | None = None) -> Any:
        """The name of a group that we made is known to the code: the page's title tells it."""
        fields = super().get_fields(request, obj)
        return [f for f in fields if f != "name"] if obj and obj.name in ROLES else fields
