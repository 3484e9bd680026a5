"""Measure builds beside the plain tool, and what editions add to a site."""

import sys

from quyche.benchmarks.bench import main

if __name__ == "__main__":
    sys.exit(main())
