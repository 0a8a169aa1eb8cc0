"""How the server cuts Chinese: with what is built into Elasticsearch and OpenSearch, no plugin.

Traditional characters and radicals become simplified ones by the portal's own tables. Text is kept as single characters and as pairs of
neighbours, a question is cut into pairs alone: those stand one behind the other in a text that holds the question, and a
single character is found too. Words and numbers stay whole.
"""

from programs.texts.radicals import IDEOGRAPHS

from ..text.folding import SIMPLIFIED

ALIKE = ["cjk_width", "lowercase", "asciifolding"]
LONGEST_BEGINNING = 20  # letters of a word that somebody may have typed so far

SPELT = SIMPLIFIED | {one: SIMPLIFIED.get(other, other) for one, other in IDEOGRAPHS.items()}

INDEXED = "default"
ASKED = "default_search"
TYPED = "edgengram_analyzer"  # as the library calls it


def _analyzer(*filters):
    return {"type": "custom", "char_filter": ["simplified"], "tokenizer": "standard", "filter": [*ALIKE, *filters]}


ANALYSIS = {
    "char_filter": {
        "simplified": {
            "type": "mapping",
            "mappings": [f"{one} => {other}" for one, other in sorted(SPELT.items())],
        }
    },
    "filter": {
        "characters_and_pairs": {"type": "cjk_bigram", "output_unigrams": True},
        "pairs": {"type": "cjk_bigram", "output_unigrams": False},
        "beginnings": {
            "type": "edge_ngram",
            "min_gram": 1,
            "max_gram": LONGEST_BEGINNING,
            "preserve_original": True,
        },
    },
    "analyzer": {
        INDEXED: _analyzer("characters_and_pairs"),
        ASKED: _analyzer("pairs"),
        TYPED: _analyzer("characters_and_pairs", "beginnings"),
    },
}

# Another number means that the indexes of documents have to be made anew.
VERSION = 1
