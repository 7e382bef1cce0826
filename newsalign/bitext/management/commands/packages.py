from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from textwrap import indent
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from newsalign.bitext.operations import BitextError, packages
from newsalign.bitext.operations.evidence import package_store
from newsalign.engines.packages import Package, PackageError


class Command(BaseCommand):
    help = "Lists, installs, removes and checks translation packages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        listing = actions.add_parser("list", help="what is installed; * marks the preferred ones")
        listing.add_argument("--about", action="store_true", help="with licence and read-me")
        actions.add_parser("available", help="what the configured index offers")
        install = actions.add_parser("install", help="a .argosmodel file, or two language codes")
        install.add_argument("what", nargs="+", metavar="FILE|CODE")
        for action, text in (
            ("remove", "deletes a package; what it translated stays"),
            ("verify", "whether its files are unchanged and it translates"),
            ("prefer", "chooses it for its direction"),
        ):
            actions.add_parser(action, help=text).add_argument("key", help="as `list` shows it")

    def handle(self, *, action: str, **options: Any) -> None:
        try:
            _ACTIONS[action](self, options)
        except BitextError as error:
            raise CommandError(str(error)) from error
        except PackageError as error:
            raise CommandError(f"{packages.fault_sentence(error)} ({error})") from error

    def list(self, options: dict[str, Any]) -> None:
        installed = packages.installed_packages()
        if not installed:
            self.stdout.write(_("No package is installed"))
        for shown in installed:
            package = shown.package
            mark = "*" if shown.is_preferred else " "
            starter = f" ({_('starter package')})" if package.is_starter else ""
            self.stdout.write(
                f"{mark} {package.key}  {package.from_code} → {package.to_code}"
                f"  {package.version}  {filesizeformat(package.size)}  {package.sha256}{starter}"
            )
            if options["about"]:
                about = "\n\n".join(filter(None, (package.licence, package.readme)))
                self.stdout.write(indent(about, "    ") + "\n")

    def available(self, _options: dict[str, Any]) -> None:
        for offer in packages.package_index().available():
            self.stdout.write(f"{offer.from_code} {offer.to_code}  {offer.version}")

    def install(self, options: dict[str, Any]) -> None:
        what = options["what"]
        if len(what) == 1:
            file = Path(what[0])
            if not file.is_file():
                raise CommandError(_("There is no file %(file)s.") % {"file": file})
            package = package_store().install(file)
        elif len(what) == 2:
            index = packages.package_index()
            package = index.install(package_store(), what[0], what[1], self._progress)
        else:
            raise CommandError(_("Give one file, or two language codes such as: ru en"))
        self.stdout.write(_("Installed: %(package)s") % {"package": package.key})

    def remove(self, options: dict[str, Any]) -> None:
        packages.remove_package(package=_package(options))
        self.stdout.write(_("The package is removed; what it translated stays."))

    def verify(self, options: dict[str, Any]) -> None:
        package_store().verify(_package(options))
        self.stdout.write(_("The package is as it was installed, and translates."))

    def prefer(self, options: dict[str, Any]) -> None:
        packages.prefer_package(package=_package(options))
        self.stdout.write(_("Preferred: %(package)s") % {"package": options["key"]})

    def _progress(self, received: int, announced: int | None) -> None:
        if self.stderr.isatty():
            of_all = f" / {filesizeformat(announced)}" if announced else ""
            self.stderr.write(f"\r{filesizeformat(received)}{of_all}", ending="")


def _package(options: dict[str, Any]) -> Package:
    return packages.package_by_key(options["key"])


_ACTIONS: dict[str, Callable[[Command, dict[str, Any]], None]] = {
    "list": Command.list,
    "available": Command.available,
    "install": Command.install,
    "remove": Command.remove,
    "verify": Command.verify,
    "prefer": Command.prefer,
}
