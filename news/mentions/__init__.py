"""Which records the sentences of an article name, both ways: marks for readers, quotations for the records' pages.

An editor links words to a record; the link is stored in the rich text and moves with it. What is published is read
into `Mention` rows (`deriving`). `nouns` lists the kinds of record that can be named, `sentences` cuts text and gives
each sentence its address, `links` turns stored links into addresses.
"""
