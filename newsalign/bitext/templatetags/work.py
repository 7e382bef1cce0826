"""How a job's pace reads on a page."""

from datetime import timedelta

from babel.dates import format_timedelta
from babel.numbers import format_decimal
from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from newsalign.bitext.models import Job
from newsalign.web.languages import interface_locale

register = template.Library()


@register.filter
def time_span(seconds: float) -> str:
    """95 as `2 minutes`."""
    span = timedelta(seconds=max(seconds, 1))
    return format_timedelta(span, locale=interface_locale())


@register.filter
def pace(job: Job) -> str:
    """Sentences or bytes a second; nothing where there is nothing to measure."""
    rate = job.per_second
    if not rate:
        return ""
    if job.counts_bytes:
        return _("%(size)s a second") % {"size": filesizeformat(rate)}
    rounded = round(rate, 1 if rate < 10 else None)
    if not rounded:
        return ""
    number = format_decimal(rounded, locale=interface_locale())
    return _("%(number)s sentences a second") % {"number": number}


@register.filter
def amount(job: Job) -> str:
    """How much of a job is done."""
    if job.counts_bytes:
        return _("%(done)s of %(total)s") % {
            "done": filesizeformat(job.done),
            "total": filesizeformat(job.total),
        }
    done, total = (format_decimal(n, locale=interface_locale()) for n in (job.done, job.total))
    return _("%(done)s of %(total)s sentences") % {"done": done, "total": total}
