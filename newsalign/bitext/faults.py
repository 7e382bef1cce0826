"""What is wrong with a package, as one sentence in the reader's language that says what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from newsalign.engines.packages import PackageFault

FAULT_SENTENCES: dict[PackageFault, Promise] = {
    PackageFault.NOT_A_PACKAGE: _(
        "This is not an Argos package. Choose a file whose name ends in .argosmodel."
    ),
    PackageFault.DAMAGED: _("The package is damaged or incomplete. Get it again."),
    PackageFault.UNSAFE: _(
        "The archive holds files that do not belong in a package. Do not use it."
    ),
    PackageFault.TOO_LARGE: _("The package is larger than newsalign accepts."),
    PackageFault.BAD_METADATA: _(
        "The description of the package or the index is malformed. Get another one."
    ),
    PackageFault.INCOMPLETE: _("The package lacks its model or its tokenizer. Get it again."),
    PackageFault.DOES_NOT_WORK: _("The package does not work on this machine. Get another one."),
    PackageFault.WRONG_DIRECTION: _("The package translates between other languages."),
    PackageFault.NOT_INSTALLED: _("The package is no longer installed."),
    PackageFault.NOT_OFFERED: _("The package index offers no package for these languages."),
    PackageFault.UNREACHABLE: _("The package index does not answer. Try again later."),
    PackageFault.STORAGE: _("The package cannot be stored. Look at the disk's space and rights."),
}
