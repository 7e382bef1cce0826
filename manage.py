#!/usr/bin/env python
import os
import sys

from newsalign.web.commands import execute

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsalign.settings")
    # Commands of two words can be written with a hyphen: learn-lexicon, import-alignment.
    sys.argv[1:2] = [word.replace("-", "_") if word[:1] != "-" else word for word in sys.argv[1:2]]
    execute(sys.argv)
