"""Starts the program."""

import sys

from fireoffice.app import main

if __name__ == "__main__":
    sys.exit(main())
