"""Groups and permissions are stored in English; people read them in their own language.

`AccountsConfig` makes these labels what they are called everywhere.
"""

from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ROLES = {
    "reader": _("reader"),
    "contributor": _("contributor"),
    "reviewer": _("reviewer"),
    "administrator": _("administrator"),
}
ACTIONS = {
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
    "view": pgettext_lazy("permission", "view"),
    "review": pgettext_lazy("permission", "review"),
    "manage": pgettext_lazy("permission", "install, choose and remove packages"),
}


def group_label(group: Group) -> str:
    """Groups that others made keep the name that somebody gave them."""
    return str(ROLES.get(group.name, group.name))


def permission_label(permission: Permission) -> str:
    action = permission.codename.partition("_")[0]
    return f"{permission.content_type}: {ACTIONS.get(action, permission.name)}"
