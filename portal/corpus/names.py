"""Made-up names, codes and sentences. Whatever looks like a register's number stands where no real one can."""

from stdnum.cn import uscc

from programs.companies.credit_codes import ALPHABET, subject_check_digit

from . import words

NOWHERE = "330399"  # a district code of Wenzhou that is not given to any district
STEP = 7919  # a prime: walks through all trade names without meeting one twice
TRADE_WORDS = list(words.TRADES)


def company_name(seed, number):
    """The name of company `number`, unlike that of any other up to some 1.1 million, and its trade word."""
    choices = (words.FIRST, words.MIDDLE, words.LAST, TRADE_WORDS, words.PLACES)
    total = 1
    for choice in choices:
        total *= len(choice)
    place = (seed * 104_729 + number * STEP) % total
    picked = []
    for choice in choices:
        place, index = divmod(place, len(choice))
        picked.append(choice[index])
    first, middle, last, trade, where = picked
    form = words.FORMS[0] if number % 10 else words.FORMS[number // 10 % len(words.FORMS)]
    return f"{where}{first}{middle}{last}{trade}{form}", trade


def credit_code(seed, number):
    """A valid code of a company in a district that does not exist (seeds from 0 to 799, a million each)."""
    value, digits = seed % 800 * 1_000_000 + number, ""
    for _ in range(6):
        value, index = divmod(value, len(ALPHABET))
        digits = ALPHABET[index] + digits
    subject = f"MA{digits}"
    code = f"91{NOWHERE}{subject}{subject_check_digit(subject)}"
    return code + uscc.calc_check_digit(code)


def person(rng):
    return rng.choice(words.SURNAMES) + "".join(rng.sample(words.GIVEN, rng.choice((1, 2, 2))))


def sentences(rng, count):
    """`count` sentences, not one of them true."""
    said = []
    for _ in range(count):
        trade = rng.choice(TRADE_WORDS)
        said.append(
            rng.choice(words.SENTENCES).format(
                town=rng.choice(words.TOWNS["street"]),
                trade=trade,
                sector=words.TRADES[trade][0],
                company=company_name(0, rng.randrange(100_000))[0],
                market=rng.choice(words.MARKETS),
                count=rng.randrange(3, 600),
            )
        )
    return "".join(said)
