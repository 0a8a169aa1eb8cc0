"""Reads a figure as a text prints it into the parts of an event's figure."""

import re
from decimal import Decimal

from .models import EventFigure

PRINTED = re.compile(r"(\d[\d,，]*(?:\.\d+)?)([百千万亿]*)([余多]?)(.*)", re.DOTALL)
LENGTHS = {name: EventFigure._meta.get_field(name).max_length for name in ("name", "printed", "unit")}


def figure_of(printed, name=""):
    """An unsaved figure such as 1万余个 of what is called 提供岗位. Whether it is a plan or a result nobody can read
    off the words: its basis is left open."""
    figure = EventFigure(name=name[: LENGTHS["name"]], printed=f"{name}{printed}"[: LENGTHS["printed"]])
    if parts := PRINTED.fullmatch(printed):
        digits = re.sub("[,，]", "", parts[1])
        whole, _, behind = digits.partition(".")
        if len(whole) <= 16 and len(behind) <= 4:  # as many as the column holds
            figure.figure = Decimal(digits)
            figure.unit, figure.qualifier = f"{parts[2]}{parts[4]}"[: LENGTHS["unit"]], parts[3]
    return figure
