"""The application's settings, and a log of who ran which job when."""

from newsalign.settings import *  # noqa: F403  # the whole application, as it runs

INSTALLED_APPS += ["tests.work"]  # noqa: F405  # from the line above
