from typing import Any

from django.core.management.base import CommandError

from newsalign.bitext.management.commands.setup import Command as Setup
from newsalign.bitext.operations.setup import create_administrator, load_samples


class Command(Setup):
    help = (
        "Sets up, loads the sample pairs, creates an administrator; a second call changes nothing."
    )

    def handle(self, **_options: Any) -> None:
        self.make_ready()
        user, password = create_administrator()
        pairs = load_samples(user=user)
        for pair in pairs:
            if pair.alignments.current().first() is None:
                reasons = [f"{j.get_reason_display()} {j.detail}" for j in pair.jobs.failed()[:1]]
                raise CommandError(f"{pair}: no alignment. {''.join(reasons)}")
            self.stdout.write(f"Ready: {pair.target.headline}")
        if password:
            self.stdout.write(f"Administrator: {user.username}, password: {password}")
        else:
            self.stdout.write(
                f"Administrator: {user.username}; forgot the password?"
                f" ./run manage changepassword {user.username}"
            )
