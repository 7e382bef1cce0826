import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsalign.bitext.comparison import build_comparison
from newsalign.bitext.comparison.report import as_json, as_page, as_table
from newsalign.bitext.management.files import reading, writing
from newsalign.bitext.operations import BitextError
from newsalign.bitext.operations.compare import compare_documents, read_document
from newsalign.core.model import Document


class Command(BaseCommand):
    help = "Compares two pages without storing anything."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", type=Path, help="a page: .txt, .html or .docx")
        parser.add_argument("target", type=Path, help="the same story in another language")
        parser.add_argument("--json", action="store_true", help="print the whole result as JSON")
        parser.add_argument("--html", type=Path, metavar="OUT", help="write one page to this file")

    def handle(self, **options: Any) -> None:
        try:
            compared = compare_documents(*(_document(options[s]) for s in ("source", "target")))
        except BitextError as error:
            raise CommandError(str(error)) from error
        if compared.swapped:
            self.stderr.write(_("The two texts were the wrong way round; they have been swapped."))
        comparison = build_comparison(
            compared.source,
            compared.target,
            compared.alignment,
            translations=compared.translations,
        )
        if options["html"]:
            page = as_page(comparison, compared)
            with writing(options["html"]):
                options["html"].write_text(page, encoding="utf-8")
        if options["json"]:
            self.stdout.write(json.dumps(as_json(compared), ensure_ascii=False, indent=1))
        elif not options["html"]:
            self.stdout.write(as_table(comparison, compared))


def _document(file: Path) -> Document:
    with reading(file):
        data = file.read_bytes()
    return read_document(data, file.name)
