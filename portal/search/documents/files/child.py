"""The process that opens a stranger's file: `python -m portal.search.documents.files.child KIND < file`.

It takes memory, time and disk away from itself before it looks at the first byte, and prints JSON: text and note.
"""

import json
import resource
import sys

MEMORY = 1 << 30  # bytes of address space, the reader's own libraries included
SECONDS = 20  # of computing
LONGEST = 300_000  # characters that are worth searching
OUT_OF_MEMORY = "文件太复杂，读取时超出内存上限。"


def limit():
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def read(kind, data):
    """Return {"text", "note", "failed"} of a file; every fault becomes a note."""
    try:
        text, note = _READERS[kind](data)
    except MemoryError:
        return {"text": "", "note": OUT_OF_MEMORY, "failed": True}
    except Exception as error:  # a broken file raises whatever its reader stumbles on
        return {"text": "", "note": _said(error), "failed": True}
    cut = len(text) > LONGEST
    note = note or (f"文字太多，只取前{LONGEST}字。" if cut else "")
    return {"text": text[:LONGEST].replace("\0", ""), "note": note, "failed": False}


def _said(error):
    text = str(error)
    if "password" in text.lower():
        return "文件加密了，读不出文字。"
    is_ours = type(error).__name__ == "ManuscriptError"
    return text[:200] if is_ours else "文件已损坏或不合规范，读不出文字。"


def _pdf(data):
    from .pdf import read_pdf

    return read_pdf(data, LONGEST)


def _word(data):
    from news.manuscripts.source.word.document import read_word

    return "\n".join(line.text for line in read_word(data).lines), ""


_READERS = {"pdf": _pdf, "docx": _word}


def main():
    kind = sys.argv[1]
    limit()
    json.dump(read(kind, sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
