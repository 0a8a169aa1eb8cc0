from ..parts import bullets, paragraphs, table
from .story import Story

_EDITORS = (("editor-d", "编辑"),)

STORIES = [
    Story(
        slug="renju-huanjing-gongjian-yue",
        section="tongzhi",
        published="2022-12-26 08:30",
        title="农村人居环境整治攻坚月起止时间",
        lead="“迎元旦·庆新春”农村人居环境整治攻坚月行动在鹿城全区开展。",
        body=[
            paragraphs(
                "行动开始：2022年12月26日。行动结束：2023年1月19日。范围：鹿城全区。",
                "行动以未来乡村建设和村容村貌整治为抓手，“抓两头、促中间”。各村活动安排公开报道没有逐一列出，以所在街镇通知为准。",
            ),
        ],
        authors=_EDITORS,
        topics=("农村人居环境",),
        interprets=("policy:renju-gongjian",),
    ),
    Story(
        slug="baimingdan-lvse-tongdao",
        section="tongzhi",
        published="2022-12-30 15:00",
        title="出入境白名单企业手续当天受理、当天办理",
        lead="进入出入境白名单的企业，手续走“绿色通道”。",
        body=[
            bullets(
                "机制名称：出入境白名单管理机制。",
                "已新增企业：超200家（报道未写统计时点）。",
                "办理时限：当天受理、当天办理。",
            ),
            paragraphs("申请条件、受理窗口和联系电话，公开报道没有写明，本站不作推测。"),
        ],
        authors=_EDITORS,
        topics=("外贸", "办事"),
        interprets=("policy:baimingdan",),
    ),
    Story(
        slug="yijidu-zhaopinhui-jihua",
        section="tongzhi",
        published="2023-01-04 09:00",
        title="一季度招聘会场次计划",
        lead="“百日招聘促就业”专项行动已启动，一季度的场次计划如下。",
        body=[
            table(
                "一季度招聘会计划",
                ("项目", "计划数"),
                ("线下招聘会", "7场"),
                ("线上招聘会", "20场"),
                ("提供岗位", "1万余个"),
                ("吸引企业", "550家"),
                note="均为计划数，不是完成数。报道未写年份，2023年系推定。",
            ),
            paragraphs(
                "每一场的日期和地点公开报道未列。可以留意两处就业服务：鹿城区职业介绍中心、温州人才网鹿城分站。"
            ),
        ],
        authors=_EDITORS,
        topics=("就业", "招聘会"),
        links=(("一季度的场次计划", "event:yijidu-zhaopinhui"),),
    ),
]
