"""Unified social credit codes (统一社会信用代码, GB 32100-2015).

The library's own `validate` refuses the codes of village collectives and others whose first two places hold letters,
so only its check digit is used.
"""

import unicodedata

from django.core.exceptions import ValidationError
from stdnum.cn import uscc

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ALPHABET_OF_SUBJECTS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def clean_credit_code(text):
    """Return the code in upper case and half width. Raises ValidationError, under `credit_code`, saying what is wrong."""
    code = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if problem := _problem(code):
        raise ValidationError({"credit_code": problem})
    return code


def _problem(code):
    if len(code) != 18:
        return f"统一社会信用代码应为18位，现在是{len(code)}位。"
    for position, character in enumerate(code, 1):
        if character not in ALPHABET:
            return f"统一社会信用代码第{position}位“{character}”不是可用的字符（不用 I、O、S、V、Z）。"
    if not code[2:8].isdigit():
        return "统一社会信用代码第3至8位是登记机关的行政区划代码，应全为数字。"
    expected = uscc.calc_check_digit(code[:-1])
    if expected != code[-1]:
        problem = f"统一社会信用代码第18位校验码不符：按前17位应为“{expected}”，现在是“{code[-1]}”。"
        if subject_check_digit(code[8:16]) != code[16]:
            problem += "第17位（主体标识码的校验码）也不符，可能是第9至17位抄错了。"
        return problem
    return None


def subject_check_digit(digits):
    """The check digit behind the eight digits of a subject's own code (GB 11714-1997)."""
    remainder = (
        sum(weight * ALPHABET_OF_SUBJECTS.index(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11
    )
    return "0X987654321"[remainder]
