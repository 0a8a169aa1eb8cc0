"""The address of what was never published follows its title, until somebody types one."""

from programs.records.slugs import is_made_from


class AddressFollowsTitle:
    """For a form with `title` and `slug`. An address that the server made is known by the title that it was made of."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        slug = self.cleaned_data.get("slug") or ""
        return self.made_slug(slug) if not slug or self._is_as_made(slug) else slug

    def made_slug(self, slug):
        """What takes the place of `slug`, which nobody typed. Nothing: the row makes its own."""
        return ""

    def _is_as_made(self, slug):
        """Is it, untouched, what was made of the title that the form was opened with, and has no reader seen it yet?"""
        row = self.instance
        was_out = row.live or row.first_published_at
        fallback = getattr(row, "fallback_slug", "page")
        return bool(row.pk and not was_out and slug == row.slug and is_made_from(slug, row.title, fallback))

    def get_field_updates_for_resave(self):
        """What an automatic save tells the open form: its address, where it is no longer the one that was sent."""
        updates = super().get_field_updates_for_resave()
        slug, has_one = self.instance.slug, not getattr(self.instance, "is_unfinished", False)
        is_news = "slug" in self.fields and has_one and slug != self.data.get("slug")
        return [*updates, ("slug", slug)] if is_news else updates
