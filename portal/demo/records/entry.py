"""One entry of a register as plain data."""

from dataclasses import dataclass, field

from ..parts import Days

SOURCE = "演示数据：据报纸专版《鹿城：强信心、鼓干劲、赢未来》整理，刊期未载。"
FICTION = "演示数据：全部内容为虚构，只用来展示本站的功能，不是真实的政策、企业或活动。"
REPORT = "公开报道"  # what a figure of the feature names as its source, as in the demo's stories


@dataclass(frozen=True)
class Named:
    """A term of a vocabulary, by its name: the one that has this name or alias, else a new one."""

    vocabulary: str
    name: str


@dataclass(frozen=True)
class Entry:
    """`children` maps each relation to its rows; in fields and rows a `Ref` or a `Named` stands for another entry."""

    key: str
    title: str
    note: str = ""  # what a keeper should know and a reader need not
    source: str = SOURCE
    fields: dict = field(default_factory=dict)
    children: dict = field(default_factory=dict)

    @property
    def is_dated(self):
        """Are days of it counted from that of loading?"""
        rows = [self.fields, *(row for rows in self.children.values() for row in rows)]
        return any(isinstance(value, Days) for row in rows for value in row.values())
