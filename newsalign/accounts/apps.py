from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "newsalign.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from django.contrib.auth.models import Group, Permission  # noqa: PLC0415  # apps first

        from newsalign.accounts.labels import group_label, permission_label  # noqa: PLC0415

        Group.add_to_class("__str__", group_label)
        Permission.add_to_class("__str__", permission_label)
