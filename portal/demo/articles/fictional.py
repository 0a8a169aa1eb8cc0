"""Fictional notices, each named 演示, dated from the day of loading: news of what the fictional registers hold."""

from ..parts import Days, paragraphs, related, table
from .story import FICTION, Story

_EDITORS = (("editor-d", "编辑"),)

STORIES = [
    Story(
        slug="yanshi-canzhan-butie",
        section="tongzhi",
        published=Days(-9, "09:00"),
        title="演示：外贸企业参展补贴下一批半个月后受理",
        lead="虚构的通知：境外展位费补一半，每个展位最高3万元。",
        body=[
            paragraphs(
                "这是一则虚构的通知。演示：外贸企业参展补贴申报指南已经上网，下一批的受理还没有开始，上一批已经截止。",
                "演示鞋业订货会上有咨询台。演示甲鞋业有限公司、演示丙智能装备有限公司在演示重点外贸企业名单上；"
                "演示乙外贸有限公司已经移出名单。",
            ),
        ],
        authors=_EDITORS,
        topics=("外贸", "惠企政策"),
        source=FICTION,
        interprets=("policy:yanshi-canzhan",),
    ),
    Story(
        slug="yanshi-liugong-butie",
        section="tongzhi",
        published=Days(-3, "10:00"),
        title="演示：留工补贴开始受理，每人1000元",
        lead="虚构的通知：新办法取代了试行办法，两项补贴都在受理，其中一项只剩几天。",
        body=[
            paragraphs(
                "这是一则虚构的通知。演示：企业留工补贴实施办法（修订）取代了演示：企业留工补贴实施办法（试行）。"
                "春节留工补贴和新招职工扩岗补贴各有截止日期，以政策页上的为准。",
            ),
            table(
                "两项补贴",
                ("事项", "额度"),
                ("春节留工补贴", "每人1000元，每家最高20万元"),
                ("新招职工扩岗补贴", "每人500元"),
                kind="text",
                note="全部内容为虚构。",
            ),
            paragraphs("补给个人的另有一项：演示：青年人才租房补贴。"),
            related("article:yanshi-canzhan-butie"),
        ],
        authors=_EDITORS,
        topics=("就业", "惠企政策"),
        source=FICTION,
        interprets=("policy:yanshi-liugong",),
    ),
    Story(
        slug="yanshi-zhaopin-richeng",
        section="tongzhi",
        published=Days(-1, "15:00"),
        title="演示：两场招聘会和一场订货会的日程",
        lead="虚构的通知：制造业专场五天以后，外贸专场再过一周。",
        body=[
            paragraphs(
                "这是一则虚构的通知。演示用工招聘会·制造业专场分上午、下午两场；演示用工招聘会·外贸专场可以在线上参加。",
                "演示鞋业订货会一连三天。演示惠企政策进园区咨询会今明两天都开；演示跨境电商培训班已经办完。",
            ),
            related("article:yanshi-liugong-butie"),
        ],
        authors=_EDITORS,
        topics=("就业", "招聘会"),
        source=FICTION,
    ),
]
