"""When two names mean one company."""

import re
import unicodedata

NOT_PART_OF_A_NAME = re.compile(r"[\s·.,，。、\-—_'\"“”‘’()\[\]【】〔〕<>《》]+")
# Longer forms first: a name that ends in the long form also ends in the short one.
LEGAL_FORMS = ["股份有限责任公司", "有限责任公司", "股份有限公司", "集团有限公司", "有限公司", "总公司", "公司"]


def normalised_name(name):
    """Return what stays of a company's name when width, case, brackets, spaces and its legal form are left away.

    浙江（温州）某某鞋业有限责任公司 and 浙江(温州)某某鞋业有限公司 give the same. A name that is nothing but a legal
    form stays as it is.
    """
    plain = NOT_PART_OF_A_NAME.sub("", unicodedata.normalize("NFKC", name)).casefold()
    for form in LEGAL_FORMS:
        if plain.endswith(form) and len(plain) > len(form):
            return plain.removesuffix(form)
    return plain
