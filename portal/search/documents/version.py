"""By which rules the documents are made. An index that other rules made is built anew: see `rebuilding`."""

from ..text import VERSION as TOKENS

BUILDERS = 3  # raise it when the builders say something else of the same things

VERSION = f"{TOKENS}.{BUILDERS}"
