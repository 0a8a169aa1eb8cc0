from ..parts import figure, figures, heading, paragraphs, picture, related
from .story import Story

STORIES = [
    Story(
        slug="bai-ri-zhaopin",
        section="jiuye",
        published="2023-01-05 09:00",
        kicker="百日招聘促就业",
        title="找活的、招人的，这个一季度有27场机会",
        subtitle="线下7场、线上20场，均为计划数；27场系两项相加",
        lead="鹿城启动“百日招聘促就业”专项行动，一张“招工图”同时往区内和区外铺开。",
        cover="job_fair",
        body=[
            figures(
                "一季度计划",
                figure("7", "场", "计划", "线下招聘会（一季度，2023年系推定）", "公开报道"),
                figure("20", "场", "计划", "线上招聘会（一季度，2023年系推定）", "公开报道"),
                figure("1", "万余个", "计划", "提供岗位（一季度，2023年系推定）", "公开报道"),
                figure("550", "家", "计划", "吸引企业（一季度，2023年系推定）", "公开报道"),
            ),
            heading("线上怎么找"),
            paragraphs(
                "计划里线上的场次比线下多得多。求职者可以留意两处就业服务：鹿城区职业介绍中心，以及温州人才网鹿城分站。",
            ),
            heading("企业为什么着急"),
            paragraphs(
                "春节前后是用工最紧的时候。老员工要回家，新订单等着做，谁先把人招齐，谁就先开工。专项行动起止的具体日期报道没有写，这里也不写；四个数字都是计划，办完以后到底来了多少企业、签了多少人，要等后续公布。",
            ),
            picture("job_fair", "示意图：招聘会。"),
            related("article:yijidu-zhaopinhui-jihua", "article:shi-tiao-yijian"),
        ],
        authors=(("reporter-a", "记者"),),
        topics=("就业", "招聘会"),
        interprets=("policy:bairi-zhaopin",),
    ),
]
