import sys

from training.packages.commands import main

sys.exit(main())
