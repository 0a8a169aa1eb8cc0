"""Measures speed and size. Not a test: times differ from machine to machine, so they are shown as ratios."""
