class Unshowable(ValueError):
    """Nobody can say for sure what a cell shows; the message, where there is one, says why."""
