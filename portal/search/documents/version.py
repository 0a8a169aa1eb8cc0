"""By which rules the documents are made. An index that other rules made is built anew: see `rebuilding`."""

BUILDERS = 1  # raise it when the builders say something else of the same things

VERSION = f"{BUILDERS}"
