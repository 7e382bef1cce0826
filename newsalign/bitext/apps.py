from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BitextConfig(AppConfig):
    name = "newsalign.bitext"
    verbose_name = _("Pairs and alignments")
