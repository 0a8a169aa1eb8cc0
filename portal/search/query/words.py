"""Cuts Chinese into words. The dictionary is loaded when it is first asked for."""

import threading

# A guessed word with one of these in it is a wrong guess: 条有, 事有.
NEVER_INSIDE = frozenset("的了吗呢吧有是什怎哪")


class Segmenter:
    """A dictionary with the site's own names and synonyms in it. Words are only added: one too many does no harm."""

    def __init__(self):
        self.lock = threading.Lock()
        self.waiting = set()
        self.known = set()

    def add(self, words):
        """Keep `words`, each a run of Han characters, whole from now on."""
        with self.lock:
            self.waiting |= set(words) - self.known

    def cut(self, han):
        """The words of a run of Han characters."""
        import rjieba  # 34 MB: only processes that search or print headlines load it,
        # and its own instance, for a second one has 25 MB more

        with self.lock:
            for word in self.waiting:
                rjieba.add_word(word, None, None)
            self.known |= self.waiting
            self.waiting = set()
            return [part for word in rjieba.cut(han, True) for part in self._believed(word, rjieba)]

    @property
    def number_of_words(self):
        """How many words were added: a cut that somebody keeps holds as long as this stays."""
        return len(self.known) + len(self.waiting)

    def knows(self, word):
        """Is it in the dictionary, and no guess?"""
        import rjieba

        with self.lock:
            return rjieba.has_word(word)

    def is_common(self, word):
        """Is it a word of the language, and not one that a name brought in?"""
        import rjieba

        with self.lock:
            return word not in self.known and rjieba.has_word(word)

    @staticmethod
    def _believed(word, rjieba):
        if len(word) > 1 and NEVER_INSIDE & set(word) and not rjieba.has_word(word):
            return rjieba.cut(word, False)
        return [word]


SEGMENTER = Segmenter()
