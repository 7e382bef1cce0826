"""An empty system made ready: starter packages, and the samples of the demo."""

import secrets
from pathlib import Path

from django.db import transaction

from newsalign.accounts.models import User
from newsalign.bitext.models import Pair
from newsalign.bitext.operations.evidence import package_store
from newsalign.bitext.operations.jobs import request_alignment
from newsalign.bitext.operations.pairs import create_pair
from newsalign.bitext.operations.run import run_job
from newsalign.engines.packages import Package, due_starters
from newsalign.library.models import Article
from newsalign.library.operations import ArticleFields, open_draft, recognise, store_article

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SAMPLE_PAIRS = ("electric-bus", "spring-flood")
ADMINISTRATOR = "admin"


def install_starters() -> list[Package]:
    """Installs the packages we ship where nothing is installed yet, and beside other versions of ours."""
    store = package_store()
    return [store.install(file) for file in due_starters(store.installed())]


def create_administrator() -> tuple[User, str]:
    """The first administrator and the password, empty where there was one already."""
    known = User.objects.filter(is_superuser=True).order_by("pk").first()
    if known:
        return known, ""
    password = secrets.token_urlsafe(9)
    return User.objects.create_superuser(ADMINISTRATOR, password=password), password


def load_samples(*, user: User) -> list[Pair]:
    """The sample pairs, stored once, translated and aligned at once rather than by a worker."""
    pairs = []
    for name in SAMPLE_PAIRS:
        with transaction.atomic():
            source, target = (
                _store_sample(SAMPLES / f"{name}.{language}.txt", user) for language in ("ru", "en")
            )
            pair, _is_new = create_pair(source=source, target=target, user=user)
            job = request_alignment(pair=pair, user=user)[0] if not pair.alignment else None
        if job:
            run_job(job_id=job.pk)
        pairs.append(pair)
    return pairs


def _store_sample(file: Path, user: User) -> Article:
    draft = open_draft(owner=user, data=file.read_bytes(), name=file.name)
    found = recognise(draft)
    fields = ArticleFields(
        language=found.language,
        headline=found.headline,
        text=found.text,
        edition=found.edition,
        section=found.section,
        published=found.published,
        dateline=found.dateline,
        url=found.url,
    )
    return store_article(draft=draft, fields=fields, user=user).article
