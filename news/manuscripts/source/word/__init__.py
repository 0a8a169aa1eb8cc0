"""Reads Word files: what is safe to open (`package`), what each paragraph says and is, and the proof that none is lost.

Nothing here runs a macro, follows a link or asks the network. `document.read_word` is the door.
"""
