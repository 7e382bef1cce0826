from django.utils.translation import gettext_lazy as _

from newsalign.bitext.models.pair import Pair


class QueuedPair(Pair):
    """A pair that awaits its review, for the admin's queue."""

    class Meta:
        proxy = True
        verbose_name = _("pair to review")
        verbose_name_plural = _("pairs to review")
