from ..parts import attachment, bullets, figure, figures, heading, paragraphs, picture, related, sidebar
from .story import Story

STORIES = [
    Story(
        slug="sanzhong-chukou-daikuan",
        section="qiye",
        published="2023-01-10 08:30",
        title="三种“贷”，55家外贸企业拿到1.76亿元授信",
        lead="缺的不是订单，是做订单的钱。三种出口专项金融产品，对着三个缺钱的环节。",
        cover="port",
        body=[
            bullets("备货环节：“市场采购贷”。", "运输环节：“运费贷”。", "收汇环节：“结汇贷”。"),
            paragraphs("环节是从产品名称看出来的，利率、期限和承办银行报道没有写。已经公布的是结果。"),
            figures(
                "结果",
                figure("55", "家", "", "获得授信的企业（报道未写时点）", "公开报道"),
                figure("1.76", "亿元", "", "金融授信总额（报道未写时点）", "公开报道"),
                figure("320", "万元", "推算", "平均每家授信额：1.76亿元除以55家", "本站推算"),
            ),
            paragraphs(
                "平均数只供参考。真实的授信有大有小，一家鞋企和一家拼柜的贸易商，需要的钱不会一样。授信也不等于贷款余额：它是可以用的额度，用了多少，另算。因此，读这两个数字时要记住三点：它说的是额度，说的是企业用得上的三种产品之和，说的是报道当时的情形。",
            ),
            related("article:waimao-zonghe-fuwu-zhongxin"),
        ],
        authors=(("editor-d", "编辑"),),
        topics=("惠企政策", "金融", "外贸"),
        interprets=("policy:chukou-jinrong",),
    ),
    Story(
        slug="zhengce-zijin-yubozhi",
        section="qiye",
        published="2023-01-13 08:30",
        kicker="惠企资金",
        title="钱拨在前头：“预拨制”惠及76家外贸企业",
        subtitle="累计6300万元提前拨付",
        lead="一个“预”字，说的是把钱拨在前头。鹿城把它用在了信用良好的重点外贸企业身上。",
        cover="data_waves",
        body=[
            paragraphs(
                "做外贸的人都懂垫资的难处：货发出去了，款还在路上。市场采购贸易政策资金有一套“预拨制”，让政策补助走在前面。",
            ),
            figures(
                "拨了多少",
                figure("76", "家", "", "提前拿到补助的重点外贸企业，条件是信用良好（报道未写时点）", "公开报道"),
                figure("6300", "万元", "累计", "提前拨付的政策补助（报道未写时点）", "公开报道"),
                figure("82.9", "万元", "推算，约", "平均每家预拨额：6300万元除以76家", "本站推算"),
            ),
            heading("为什么看信用"),
            paragraphs(
                "76家企业有一个共同的前提：信用良好，又是重点外贸企业。钱先给，凭的就是信用。企业名单和申请办法，本站所据的公开报道没有写，想了解的企业请咨询主管部门。平均数由本站推算，各家实际拨付额不会一样。",
            ),
            attachment("yubozhi", "数据表：预拨制与出口专项金融产品（CSV，含推算）"),
            related("article:sanzhong-chukou-daikuan"),
        ],
        authors=(("reporter-a", "记者"),),
        topics=("惠企政策", "外贸"),
        interprets=("policy:yubozhi",),
        links=(("“预拨制”", "policy:yubozhi"),),
    ),
    Story(
        slug="wenti-qingdan",
        section="qiye",
        published="2023-01-14 09:00",
        title="问题写上清单，责任写上名字",
        lead="企业的难处怎么从一句抱怨变成一件有人管的事？鹿城的答案是清单。",
        cover="factory_park",
        body=[
            paragraphs(
                "“大走访大调研大服务大解题”，四个“大”字说的是四步：走下去，问清楚，帮到位，解决掉。鹿城区委、区政府主要负责人带头去了车间、工地和社区。",
            ),
            heading("清单上的三步"),
            bullets(
                "上门：有关部门组成工作小分队。",
                "列单：以清单的形式，把责任落到人。",
                "化解：一项一项来。",
            ),
            paragraphs(
                "清单的好处是躲不掉。写着谁的名字，谁就得给回音。写着什么事，办没办就有个说法。收了多少条、办结多少条，公开报道没有统计数字，本站留出位置，等数字公布后再补。",
            ),
            sidebar(
                "编者按",
                "数字留白",
                "本站写企业服务，一条规矩：没有出处的数不写，有出处的数照写，连“超”“余”“以上”这样的字也照录。",
            ),
            picture("factory_park", "示意图：小微园。"),
        ],
        authors=(("reporter-b", "记者"), ("correspondent-c", "通讯员")),
        topics=("企业服务", "大走访"),
        interprets=("policy:da-zoufang", "policy:gongzuo-xiaofendui"),
        links=(("带头去了车间、工地和社区", "event:da-zoufang"),),
    ),
]
