"""Documents of files: of those alone that something public shows."""

from wagtail.models import Page

from media.models import Attachment
from media.uses import public_users, seen_by_public
from programs.events.models import EventAttachment
from programs.policies.models import PolicyAttachment

from ..models.attachment import AttachmentText
from .builder import Builder, Kind
from .built import Built
from .wording import stated


def fingerprint(attachment):
    """Tells one version of a file from the next: a new upload has a new name, and mostly another size."""
    return f"{attachment.file_size or 0}:{attachment.file_hash}:{attachment.file.name}"[:255]


class AttachmentBuilder(Builder):
    model, kind = Attachment, Kind.ATTACHMENT

    def public_rows(self):
        return seen_by_public(Attachment.objects.all())

    def rows(self, pks):
        rows = list(self.public_rows().filter(pk__in=pks).order_by("pk"))
        found = [row.pk for row in rows]
        users = public_users(Attachment, found) if found else {}
        titles = self._titles(found) if found else {}
        texts = AttachmentText.objects.filter(attachment__in=found).values_list("attachment", "fingerprint", "text")
        texts = {pk: (version, text) for pk, version, text in texts} if found else {}
        for row in rows:
            row.users = sorted(users.get(row.pk, ()), key=lambda user: (user._meta.label, user.pk))
            row.titles = titles.get(row.pk, [])
            version, text = texts.get(row.pk, ("", ""))
            row.text = text if version == fingerprint(row) else ""  # a replaced file's old words are not its words
        return rows

    def _titles(self, pks):
        """Under which names the registers show them."""
        found = {}
        for model, owner in ((PolicyAttachment, "policy"), (EventAttachment, "event")):
            shown = model.objects.filter(
                attachment__in=pks, **{f"{owner}__in": model._meta.get_field(owner).related_model.objects.public_now()}
            )
            for pk, title in shown.exclude(title="").order_by("pk").values_list("attachment", "title"):
                found.setdefault(pk, []).append(title)
        return found

    def built(self, attachment):
        names = [attachment.title, *attachment.titles, attachment.filename]
        return Built(
            kind=self.kind,
            pk=attachment.pk,
            title=attachment.title,
            url=attachment.url,
            names=list(dict.fromkeys(stated(names))),
            summary=stated(f"见：{user}" for user in attachment.users),
            body=stated(attachment.text.splitlines()),
            dated_at=attachment.created_at,
            uses=[(Page if isinstance(user, Page) else type(user), user.pk) for user in attachment.users],
        )

    def arrivals(self, pks, now):
        return []  # whoever shows it arrives, and brings it along


BUILDERS = [AttachmentBuilder()]
