from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from newsalign.bitext.operations.setup import create_administrator, load_samples


class Command(BaseCommand):
    help = (
        "Sets up, loads the sample pairs, creates an administrator; a second call changes nothing."
    )

    def handle(self, **_options: Any) -> None:
        call_command("setup", stdout=self.stdout)
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
