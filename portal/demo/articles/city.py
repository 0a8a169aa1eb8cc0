from ..parts import bullets, figure, figures, gallery, heading, paragraphs, picture, related, sidebar
from .story import Story

STORIES = [
    Story(
        slug="zhangli-cun-huanjing-bisai",
        section="chengshi",
        published="2023-01-11 09:30",
        kicker="农村人居环境整治攻坚月",
        title="樟里村比的是谁家院子更清爽",
        subtitle="由“邻里新闻官”主动发起",
        lead="文化礼堂里比的不是嗓门，是院子。1月10日，七都街道樟里村办了一场家庭环境比拼。",
        cover="village_courtyard",
        body=[
            paragraphs(
                "地点在鹿城区七都街道樟里村文化礼堂，时间是1月10日（报道未写年份，2023年系推定），比的是各家的人居环境。发起的人有个新名字：“邻里新闻官”，这是鹿城的一项创新机制。",
            ),
            gallery(
                "冬日村景（示意图）",
                ("village_courtyard", "示意图：整洁的农家小院。"),
                ("river_dusk", "示意图：村外的江面。"),
            ),
            heading("比赛背后是一个月的攻坚"),
            paragraphs(
                "这场比赛放在更长的日程里看才完整。鹿城把2022年12月26日到2023年1月19日定为“迎元旦·庆新春”农村人居环境整治攻坚月，范围是全区。做法概括为六个字：“抓两头、促中间”，抓手是未来乡村和村容村貌整治。",
                "出力的不止一个部门。名单里有志愿团队，有“两代表一委员”，也有工会、共青团和妇联（简称“工青妇”）。",
            ),
            heading("为什么请邻居来说"),
            paragraphs(
                "环境整治最怕一阵风：检查时干净，走后照旧。由邻居发起，好处容易想到：说话的人天天见面，比完了还要住在一起。至于获奖名单和参赛户数，报道没有给出，本文也不补。",
            ),
            related("article:renju-huanjing-gongjian-yue"),
        ],
        authors=(("reporter-b", "记者"),),
        topics=("农村人居环境", "邻里新闻官"),
        links=(
            ("家庭环境比拼", "event:jiating-bipinsai"),
            ("“迎元旦·庆新春”", "policy:renju-gongjian"),
            ("未来乡村和村容村貌整治", "policy:weilai-xiangcun"),
        ),
    ),
    Story(
        slug="huanjing-tisheng-nian",
        section="chengshi",
        published="2023-01-13 10:00",
        title="从“大拆大整”到“精建精美”，鹿城的环境账怎么看",
        lead="三个词，三步走。账要看指标，也要看指标后面的限定词。",
        cover="river_dusk",
        body=[
            paragraphs(
                "先是“大拆大整”，再是“大建大美”，如今讲“精建精美”。三个词排在一起，看得出一座城市改造思路的变化：动作由大到细，目标由整到美。串起它们的抓手叫“环境提升年”。",
            ),
            figures(
                "一项指标",
                figure("96", "%", "以上", "鹿城空气质量优良率（报道未写统计时点）", "公开报道"),
            ),
            heading("水清了"),
            paragraphs(
                "治水的说法很干脆：辖区内的劣V类水体已全面销号。这不是一个百分比，而是“清零”。什么时候清完的，报道没有写。"
            ),
            picture("river_dusk", "示意图：傍晚的江面。"),
            heading("两块牌子"),
            bullets("国家生态文明建设示范区", "全省4A级景区全域旅游示范区"),
            paragraphs(
                "两块牌子的获得年份报道都没有写。空气一项用的是“保持在”和“以上”：意思是守住一条线，而不是某一天的读数。引用时把这两个词一并带上，账才不会记错。",
            ),
            sidebar(
                "名词",
                "什么叫“销号”",
                "问题列入清单，整改完成并核实以后从清单上划掉，叫作销号。“全面销号”指清单上不再留有这一类。",
            ),
        ],
        authors=(("reporter-a", "记者"), ("editor-d", "编辑")),
        topics=("环境提升年", "生态"),
        interprets=("policy:huanjing-tisheng",),
    ),
]
