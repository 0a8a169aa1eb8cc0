"""A table with a text index for the tests of the engine, known to no migration and no registry."""

from django.apps.registry import Apps
from django.db import models

from portal.search.engine import TextIndex
from portal.search.text import fold

COLUMNS = {"names": "folded_names", "summary": "folded_summary", "body": "folded_body"}
APART = {"pinyin": "pinyin"}


class Note(models.Model):
    id = models.BigAutoField(primary_key=True)
    folded_names = models.TextField()
    folded_summary = models.TextField(default="")
    folded_body = models.TextField(default="")
    pinyin = models.TextField(default="")

    class Meta:
        app_label = "search_notes"
        apps = Apps()

    def __str__(self):
        return self.folded_names


NOTES = TextIndex(Note, COLUMNS, APART)


def note(names, summary="", body="", pinyin=""):
    return Note(folded_names=fold(names), folded_summary=fold(summary), folded_body=fold(body), pinyin=pinyin)


def write(*notes):
    NOTES.write(notes)
    return [one.pk for one in notes]
