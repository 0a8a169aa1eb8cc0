"""Writes radicals.txt from Unicode's EquivalentUnifiedIdeograph.txt (Unicode licence), as Debian's unicode-data has it.

python programs/texts/make_radicals.py /usr/share/unicode/EquivalentUnifiedIdeograph.txt
"""

import sys
from pathlib import Path

TABLE = Path(__file__).with_name("radicals.txt")


def pairs_of(source):
    """Each radical or stroke of the file, and the ideograph that looks the same."""
    for line in source.splitlines():
        codes, _, ideograph = line.partition("#")[0].partition(";")
        if ideograph.strip():
            first, _, last = codes.strip().partition("..")
            for number in range(int(first, 16), int(last or first, 16) + 1):
                yield chr(number), chr(int(ideograph, 16))


def main():
    pairs = sorted(pairs_of(Path(sys.argv[1]).read_text(encoding="utf-8")))
    TABLE.write_text("".join(f"{radical}{ideograph}\n" for radical, ideograph in pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
