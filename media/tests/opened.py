"""What the form of a row says of the moment at which it was opened, for tests that post no whole form."""

import re

OPENED_ON = re.compile(r'<input type="hidden" name="(?:[\w-]+-)?opened_on" value="([^"]+)"')


def opened_on(html, prefix=""):
    """The field as it stands in the form in `html`, to be posted with others; none where nobody may open it."""
    found = OPENED_ON.search(html)
    return {f"{prefix}opened_on": found[1]} if found else {}


def as_opened(client, address, prefix=""):
    """The same of the form at `address`."""
    return opened_on(client.get(address).content.decode(), prefix)
