"""Fictional notices, each named 演示, dated from the day of loading: news of what the fictional registers hold."""

from ..parts import Days, bullets, heading, paragraphs, related, table
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
        slug="yanshi-liugong-zhinan",
        section="tongzhi",
        published=Days(-2, "09:30"),
        title="演示：留工补贴怎么办，从对条件到拿到钱",
        subtitle="两项补贴，一份办事说明",
        lead="虚构的办事说明：先看自己够不够条件，再备材料、递申请，最后查进度。",
        cover="factory_park",
        body=[
            paragraphs(
                "这是一篇虚构的办事说明，用来展示长文章和它的目录。它说的是演示：企业留工补贴实施办法（修订）里的两项："
                "演示：春节留工补贴和演示：新招职工扩岗补贴。",
            ),
            heading("先看够不够条件"),
            paragraphs(
                "春节留工补贴给制鞋业的小型、微型企业，节日期间要连续生产七天以上，并且依法缴纳社会保险。",
                "扩岗补贴不限行业，小型、微型和中型企业都可以申请，条件是新签一年以上的劳动合同。",
            ),
            bullets("两项条件都够的企业，可以两项一起申请。", "同一名职工只能算进其中一项。"),
            heading("再算能拿多少"),
            table(
                "两项补贴各补多少",
                ("事项", "标准", "上限"),
                ("春节留工补贴", "每人1000元", "每家20万元"),
                ("新招职工扩岗补贴", "每人500元", "不设"),
                kind="text",
                note="全部内容为虚构。",
            ),
            paragraphs("举个例子：一家微型鞋厂春节留下12人，节后又招了5人，两项合计14500元。"),
            heading("材料备三样"),
            bullets("在岗职工名册，或者新签的劳动合同。", "社会保险缴纳证明。", "企业的银行账户信息。"),
            paragraphs("材料不齐的，窗口一次说清还缺什么；补齐以后不用重新排队。"),
            heading("两条路递申请"),
            heading("网上办", level="3"),
            paragraphs("从政策页上的“在线办理”进去，填表、上传，当天能看到收件回执。"),
            heading("窗口办", level="3"),
            paragraphs("到演示政务服务中心（虚构）2号窗口，工作日都收件。演示惠企政策进园区咨询会上也有人指导填表。"),
            heading("最后查进度"),
            paragraphs(
                "收件以后，审核、公示、拨付各走一步，每走一步都发短信。结果不服的，可以在公示期内提出。",
                "截止日期以政策页上写的为准；过了那天，系统不再收件。",
            ),
            related("article:yanshi-liugong-butie", "article:yanshi-canzhan-butie"),
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
