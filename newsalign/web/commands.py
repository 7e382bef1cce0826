"""Django's commands, without a traceback for what is no fault of ours."""

import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

INTERRUPTED = 130
"""What shells expect of a command that Ctrl-C stopped."""


def execute(arguments: Sequence[str]) -> None:
    try:
        execute_from_command_line(list(arguments))
    except (DatabaseError, InterfaceError):
        if sentence := what_is_wrong():
            sys.exit(sentence)
        raise
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def what_is_wrong() -> str:
    """Why no command can work with this database; empty where it is as it should be."""
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
    except (DatabaseError, InterfaceError) as error:
        reason = str(error).strip().partition("\n")[0]
        return _(
            "The database does not answer (%(reason)s): start it, or correct DATABASE_URL."
        ) % {"reason": reason}
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return _("The database is not ready for this version: ./run manage setup makes it so.")
    return ""
