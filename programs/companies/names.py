"""When two names mean one company."""

from functools import lru_cache

from programs.texts.folding import REMEMBERED, folded

# Longer forms first: a name that ends in the long form also ends in the short one. 集团 is no form: a group and the
# company that founded it are two.
LEGAL_FORMS = (
    "股份有限责任公司", "有限责任公司", "股份有限公司", "有限公司", "股份公司", "总公司", "公司",
    "合伙企业有限合伙", "合伙企业普通合伙", "有限合伙企业", "普通合伙企业", "合伙企业", "有限合伙", "普通合伙",
    "companylimited", "coltd", "limited", "ltd", "incorporated", "inc", "gmbh", "llc",
)  # fmt: skip


@lru_cache(maxsize=REMEMBERED)
def normalised_name(name):
    """Return what stays of a company's name when its legal form is left away, beside what `folded` leaves away.

    浙江（温州）某某鞋业有限责任公司 with round brackets of either width gives what 浙江温州某某鞋业有限公司 gives. A name
    that is nothing but a legal form stays as it is; one without letters and digits gives nothing, and equals no other.
    """
    plain = folded(name)
    for form in LEGAL_FORMS:
        if plain.endswith(form) and len(plain) > len(form):
            return plain.removesuffix(form)
    return plain
