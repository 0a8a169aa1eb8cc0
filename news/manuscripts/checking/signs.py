"""Signs that only look like Chinese characters: copying out of a PDF gives them, and no search finds them."""

from programs.texts.radicals import IDEOGRAPHS, radicals_in


def radical_remarks(text):
    """One remark where the first of them stands, with all of them and what they stand for."""
    found = radicals_in(text.text)
    if found:
        signs = "".join(found[:30])
        meant = "".join(IDEOGRAPHS[sign] for sign in found[:30])
        at = text.text.index(found[0])
        message = f"部首字符，不是汉字：{signs}{'…' if len(found) > 30 else ''}，应为 {meant}。搜索和朗读都认不出，请逐个改过来。"
        yield text.remark("radical", at, at + 1, message)
