"""References inside stored content: fields and children of a saved revision, blocks of a story, links in rich text."""

import json
import re
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import ManyToManyField, TextField, Value
from django.db.models.functions import Cast, Concat
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision
from wagtail.rich_text import features
from wagtail.rich_text.rewriters import extract_attrs

TAG = re.compile(r"<(a|embed)\b([^<>]*)>")
ID = re.compile(r"""(\bid=)(["'])\d+\2""")
BATCH = 2000  # revisions that one query looks through: a large history must not outlast the statement timeout


@dataclass(frozen=True)
class Replacement:
    """Read `kept` wherever content of any model says `lost` of `target`. The methods return the new content."""

    target: type
    lost: int
    kept: int

    def in_data(self, model, data):
        """The serialised fields and children of a row of `model`, as a revision keeps them."""
        data = dict(data)
        for field in model._meta.get_fields():
            if field.concrete and field.name in data:
                data[field.name] = self._in_field(field, data[field.name])
        for relation in _children(model):
            name = relation.get_accessor_name()
            if children := data.get(name):
                changed = [self.in_data(relation.related_model, child) for child in children]
                data[name] = children if changed == children else _without_repeats(changed)
        return data

    def _in_field(self, field, value):
        if isinstance(field, StreamField) and value:
            return self.in_stream_text(field.stream_block, value)
        if isinstance(field, RichTextField) and value:
            return self.in_rich_text(value)
        if field.is_relation and field.related_model is self.target:
            if isinstance(field, ManyToManyField):
                return list(dict.fromkeys(self._in_key(pk) for pk in value or []))
            return self._in_key(value)
        return value

    def _in_key(self, value):
        return self.kept if value == self.lost else value

    def in_stream_text(self, block, text):
        raw = json.loads(text) if isinstance(text, str) else text
        changed = self.in_block(block, raw)
        if changed == raw:
            return text
        return json.dumps(changed, ensure_ascii=False) if isinstance(text, str) else changed

    def in_block(self, block, raw):
        if isinstance(block, blocks.ChooserBlock):
            return self._in_key(raw) if block.model_class is self.target else raw
        if isinstance(block, blocks.RichTextBlock):
            return self.in_rich_text(raw) if isinstance(raw, str) else raw
        if isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
            named = block.child_blocks
            return {name: self.in_block(named[name], value) if name in named else value for name, value in raw.items()}
        if isinstance(block, blocks.BaseStreamBlock) and isinstance(raw, list):
            return [self._in_stream_child(block, child) for child in raw]
        if isinstance(block, blocks.ListBlock) and isinstance(raw, list):
            return [self._in_list_item(block.child_block, item) for item in raw]
        if isinstance(block, BaseTypedTableBlock) and isinstance(raw, dict):
            return self._in_table(block, raw)
        return raw

    def _in_stream_child(self, block, child):
        kind = block.child_blocks.get(child.get("type")) if isinstance(child, dict) else None
        return child | {"value": self.in_block(kind, child["value"])} if kind else child

    def _in_list_item(self, block, item):
        if isinstance(item, dict) and item.get("type") == "item":
            return item | {"value": self.in_block(block, item["value"])}
        return self.in_block(block, item)

    def _in_table(self, block, raw):
        kinds = [block.child_blocks.get(column["type"]) for column in raw.get("columns", [])]
        rows = [
            row | {"values": [self.in_block(kind, value) for kind, value in zip(kinds, row["values"], strict=False)]}
            for row in raw.get("rows", [])
        ]
        return raw | {"rows": rows}

    def in_rich_text(self, html):
        return TAG.sub(self._in_tag, html)

    def _in_tag(self, match):
        attributes = extract_attrs(match[2])
        if attributes.get("id") != str(self.lost):
            return match[0]
        kind = attributes.get("linktype" if match[1] == "a" else "embedtype")
        handlers = features.get_link_types() if match[1] == "a" else features.get_embed_types()
        if kind not in handlers or _model_of(handlers[kind]) is not self.target:
            return match[0]
        return ID.sub(rf"\g<1>\g<2>{self.kept}\g<2>", match[0])

    def in_stories(self, model):
        """Rewrite the stream and rich-text columns of `model`'s rows. Returns the pks of those that changed."""
        changed = set()
        if fields := story_fields(model, self.target):
            rows = model._base_manager.annotate(
                text=Concat(*(Cast(one.name, TextField()) for one in fields), Value("", TextField()))
            )
            for row in rows.filter(text__regex=_naming(self.lost)).iterator(BATCH):
                if values := self._in_row(row, fields):
                    model._base_manager.filter(pk=row.pk).update(**values)
                    changed.add(row.pk)
        return changed

    def _in_row(self, row, fields):
        """The columns that change, as {name: new value}."""
        changes = {}
        for field in fields:
            value = getattr(row, field.attname)
            if isinstance(field, StreamField):
                raw = list(value.get_prep_value()) if value else []
                if (new := self.in_block(field.stream_block, raw)) != raw:
                    changes[field.name] = field.to_python(json.dumps(new))
            elif isinstance(field, RichTextField) and value and (new := self.in_rich_text(value)) != value:
                changes[field.name] = new
        return changes

    def in_revisions(self, model):
        """Rewrite every stored revision of `model`, so that an old one can still be read and restored and a draft
        still be published. Returns the pks of the rows whose revisions changed."""
        changed = set()
        for revision in _revisions_naming(model, self.lost):
            content = self.in_data(model, revision.content)
            if content != revision.content:
                revision.content = content
                Revision.objects.filter(pk=revision.pk).update(content=content)
                changed.add(model._meta.pk.to_python(revision.object_id))
        return changed


def may_hold(model, target):
    """May content of `model` refer to `target` by a field, a child, a block or a link?"""
    for field in model._meta.get_fields():
        if field.concrete and (field.related_model is target if field.is_relation else may_name(field, target)):
            return True
    return any(may_hold(relation.related_model, target) for relation in _children(model))


def may_name(field, target):
    """May text of this field choose or link to a row of `target`?"""
    if isinstance(field, StreamField):
        return _may_choose(field.stream_block, target)
    return isinstance(field, RichTextField) and _may_link(target)


def _may_choose(block, target):
    if isinstance(block, blocks.ChooserBlock):
        return block.model_class is target
    if isinstance(block, blocks.RichTextBlock):
        return _may_link(target)
    below = list(getattr(block, "child_blocks", {}).values())
    below += [block.child_block] if isinstance(block, blocks.ListBlock) else []
    return any(_may_choose(child, target) for child in below)


def _may_link(target):
    handlers = [*features.get_link_types().values(), *features.get_embed_types().values()]
    return any(_model_of(handler) is target for handler in handlers)


def story_fields(model, target):
    return [field for field in model._meta.local_fields if may_name(field, target)]


def _children(model):
    return get_all_child_relations(model) if issubclass(model, ClusterableModel) else []


def _without_repeats(children):
    """Children that say the same as an earlier one of their list, apart from their number and place, go."""
    kept = {}
    for child in children:
        says = {name: value for name, value in child.items() if name not in ("pk", "sort_order")}
        kept.setdefault(json.dumps(says, sort_keys=True, default=str), child)
    return list(kept.values())


def _model_of(handler):
    try:
        return handler.get_model()
    except NotImplementedError:
        return None


def _naming(pk):
    """What stored content looks like around a reference to the row `pk`, and around some other things."""
    return rf'[:\[ "]{int(pk)}[],}}"\\]'


def _revisions_naming(model, pk):
    """Revisions of `model` that hold the number `pk` somewhere in their content: few enough to read one by one."""
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    revisions = Revision.objects.filter(content_type=content_type).order_by("pk")
    pks = list(revisions.values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        batch = revisions.filter(pk__gte=pks[start], pk__lte=pks[start : start + BATCH][-1])
        named = batch.annotate(text=Cast("content", TextField())).filter(text__regex=_naming(pk))
        yield from named.defer("user")
