"""How a reader wants the site shown: 长者模式 and light or dark. Kept in one cookie, so that it needs neither account nor script."""

from dataclasses import dataclass

DISPLAY_COOKIE = "display"
THEMES = ("auto", "light", "dark")


@dataclass(frozen=True)
class Display:
    is_elder: bool = False
    theme: str = "auto"

    def __str__(self):
        return f"{'elder' if self.is_elder else 'standard'}.{self.theme}"


def read_display(text):
    """Return the display that a cookie's text names; anything unknown is the default."""
    mode, _, theme = text.partition(".")
    return Display(is_elder=mode == "elder", theme=theme if theme in THEMES else "auto")
