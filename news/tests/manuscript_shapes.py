"""Short manuscripts of many shapes, of an invented place, and the pieces that each must become (marks left out)."""

from news.manuscripts.pieces import Kind

K = Kind
ONE = "示例段落：示例镇的渡口一早就开了，岸上的人提着篮子排队，船工数着人头，说今天的风不大，过江只要一刻钟。"
TWO = "示例段落：对岸示例村的菜市场里，卖菱角的阿姨把秤杆抬得高高的，说这是今年的第一批，明天还会有更多。"
THREE = "示例段落：傍晚，示例桥上的灯一盏一盏亮起来，散步的人走到桥中央，停下来看江上的货船慢慢开过去。"
T = (K.TITLE, "示例渡口换新颜")


def wrapped(text, size=20, indent="　　"):
    lines = [text[: size - 2]] + [text[i : i + size] for i in range(size - 2, len(text), size)]
    return indent + "\n".join(lines)


def paragraphs(*texts):
    return [(K.PARAGRAPH, text) for text in texts]


SHAPES = {
    "only a title and a text": (f"示例渡口换新颜\n\n{ONE}", [T, *paragraphs(ONE)]),
    "wrapped at twenty characters": (
        f"示例渡口换新颜\n{wrapped(ONE)}\n{wrapped(TWO)}\n{wrapped(THREE)}",
        [T, *paragraphs(ONE, TWO, THREE)],
    ),
    "indented paragraphs without blank lines": (
        f"示例渡口换新颜\n　　{ONE}\n　　{TWO}\n　　{THREE}",
        [T, *paragraphs(ONE, TWO, THREE)],
    ),
    "a dateline with a day and a reporter": (
        f"示例渡口换新颜\n\n本报示例1月13日电（记者 赵一明）{ONE}\n\n{TWO}",
        [T, (K.DATELINE, "本报示例1月13日电"), (K.BYLINE, "赵一明"), *paragraphs(ONE, TWO)],
    ),
    "a dateline without a day": (
        f"示例渡口换新颜\n　　本报讯（记者 赵一明 通讯员 钱小江）{ONE}\n　　{TWO}",
        [T, (K.DATELINE, "本报讯"), (K.BYLINE, "赵一明"), (K.BYLINE, "钱小江"), *paragraphs(ONE, TWO)],
    ),
    "an agency's dateline, its reporters before a colon": (
        f"示例渡口换新颜\n\n新华社示例1月13日电 记者赵一明、钱小江报道：{ONE}",
        [T, (K.DATELINE, "新华社示例1月13日电"), (K.BYLINE, "赵一明"), (K.BYLINE, "钱小江"), *paragraphs(ONE)],
    ),
    "a dateline without any names": (
        f"示例渡口换新颜\n\n中新网示例3月5日电 {ONE}",
        [T, (K.DATELINE, "中新网示例3月5日电"), *paragraphs(ONE)],
    ),
    "a dateline in brackets before a lead": (
        f"示例渡口换新颜\n\n【示例日报讯】{ONE}\n\n开船\n\n{TWO}",
        [T, (K.DATELINE, "示例日报讯"), (K.LEAD, ONE), (K.HEADING, "开船"), *paragraphs(TWO)],
    ),
    "reporters in brackets before the first words": (
        f"示例渡口换新颜\n\n（本报记者 赵一明）{ONE}\n\n{TWO}",
        [T, (K.BYLINE, "赵一明"), *paragraphs(ONE, TWO)],
    ),
    "names behind the last sentence": (
        f"示例渡口换新颜\n\n{ONE}\n\n{TWO}（记者 赵一明 通讯员 钱小江）",
        [T, *paragraphs(ONE, TWO), (K.BYLINE, "赵一明"), (K.BYLINE, "钱小江")],
    ),
    "text and pictures by different people": (
        f"示例渡口换新颜\n文/赵一明 图/孙小海\n{ONE}",
        [T, (K.BYLINE, "赵一明"), (K.BYLINE, "孙小海"), *paragraphs(ONE)],
    ),
    "a quotation and who said it in two lines": (
        f"示例渡口换新颜\n\n{ONE}\n\n“江边的灯亮了，心里就踏实了。”\n\n——王晶，示例航运公司董事长\n\n{TWO}",
        [T, *paragraphs(ONE), (K.QUOTATION, "江边的灯亮了，心里就踏实了。"), (K.SPEAKER, "王晶"),
         (K.SPEAKER_ORGANISATION, "示例航运公司"), (K.SPEAKER_ROLE, "董事长"), *paragraphs(TWO)],
    ),
    "a quotation and who said it in one line": (
        f"示例渡口换新颜\n\n{ONE}\n\n“江边的灯亮了，心里就踏实了。”——示例村党支部书记赵一明\n\n{TWO}",
        [T, *paragraphs(ONE), (K.QUOTATION, "江边的灯亮了，心里就踏实了。"), (K.SPEAKER_ORGANISATION, "示例村"),
         (K.SPEAKER_ROLE, "党支部书记"), (K.SPEAKER, "赵一明"), *paragraphs(TWO)],
    ),
    "a quotation with the title in brackets": (
        f"示例渡口换新颜\n\n{ONE}\n\n“风大不开船，‘安全’两个字最重。”\n——钱小江（示例渡口管理所所长）\n\n{TWO}",
        [T, *paragraphs(ONE), (K.QUOTATION, "风大不开船，‘安全’两个字最重。"), (K.SPEAKER, "钱小江"),
         (K.SPEAKER_ORGANISATION, "示例渡口管理所"), (K.SPEAKER_ROLE, "所长"), *paragraphs(TWO)],
    ),
    "a quotation without a speaker stays a paragraph": (
        f"示例渡口换新颜\n\n{ONE}\n\n“江边的灯亮了，心里就踏实了。”\n\n{TWO}",
        [T, *paragraphs(ONE, "“江边的灯亮了，心里就踏实了。”", TWO)],
    ),
    "an official notice of three levels": (
        f"示例渡口管理通告\n\n一、总体要求\n\n{ONE}\n\n二、主要任务\n\n（一）管好船只\n\n{TWO}\n\n1.每日检查一次，做好记录；\n\n"
        f"2.救生衣一人一件，不得借用。\n\n（二）管好码头。{THREE}",
        [(K.TITLE, "示例渡口管理通告"), (K.HEADING, "一、总体要求"), *paragraphs(ONE), (K.HEADING, "二、主要任务"),
         (K.HEADING, "（一）管好船只"), *paragraphs(TWO), (K.ITEM, "1.每日检查一次，做好记录；"),
         (K.ITEM, "2.救生衣一人一件，不得借用。"), (K.ITEM, f"（二）管好码头。{THREE}")],
    ),
    "circled numbers": (
        f"示例渡口乘船须知\n{ONE}\n①先下后上，依次排队；\n②老人优先，照看孩子。",
        [(K.TITLE, "示例渡口乘船须知"), *paragraphs(ONE), (K.ITEM, "①先下后上，依次排队；"),
         (K.ITEM, "②老人优先，照看孩子。")],
    ),
    "bullets of three sorts": (
        f"示例渡口乘船须知\n{ONE}\n■先下后上，依次排队。\n●老人优先，照看孩子。\n·风大停航，听从安排。",
        [(K.TITLE, "示例渡口乘船须知"), *paragraphs(ONE), (K.ITEM, "■先下后上，依次排队。"),
         (K.ITEM, "●老人优先，照看孩子。"), (K.ITEM, "·风大停航，听从安排。")],
    ),
    "an item wrapped over two lines": (
        f"示例渡口乘船须知\n　　{ONE[:18]}\n{ONE[18:38]}\n{ONE[38:]}\n　　1.{TWO[:18]}\n{TWO[18:38]}\n{TWO[38:]}",
        [(K.TITLE, "示例渡口乘船须知"), *paragraphs(ONE), (K.ITEM, f"1.{TWO}")],
    ),
    "articles of rules": (
        f"示例渡口管理办法\n{ONE}\n第一条 本办法适用于示例渡口的全部船只。\n第二条 船员应当持证上岗。",
        [(K.TITLE, "示例渡口管理办法"), *paragraphs(ONE), (K.ITEM, "第一条 本办法适用于示例渡口的全部船只。"),
         (K.ITEM, "第二条 船员应当持证上岗。")],
    ),
    "words that only look like a number": (
        f"示例渡口换新颜\n\n十节车厢改成了示例书屋。\n\n第一批读者今天进门。\n\n{ONE}",
        [T, *paragraphs("十节车厢改成了示例书屋。", "第一批读者今天进门。", ONE)],
    ),
    "a table of tabs with its title": (
        f"示例渡口换新颜\n\n{ONE}\n\n示例渡口班次表\n班次\t开船\t票价\n早班\t6:30\t2元\n晚班\t18:30\t3元\n\n{TWO}",
        [T, *paragraphs(ONE), (K.TABLE_CAPTION, "示例渡口班次表"), (K.TABLE, "班次开船票价早班6:302元晚班18:303元"),
         *paragraphs(TWO)],
    ),
    "a table of strokes": (
        f"示例渡口换新颜\n\n{ONE}\n\n| 班次 | 开船 |\n|---|---|\n| 早班 | 6:30 |\n\n{TWO}",
        [T, *paragraphs(ONE), (K.TABLE, "班次开船早班6:30"), *paragraphs(TWO)],
    ),
    "one line with a stroke is no table": (
        f"示例渡口换新颜\n\n{ONE}\n\n示例渡口|示例码头\n\n{TWO}",
        [T, (K.LEAD, ONE), (K.HEADING, "示例渡口|示例码头"), *paragraphs(TWO)],
    ),
    "a page number between the halves of a paragraph": (
        f"示例渡口换新颜\n\n{ONE}\n\n{TWO[:31]}\n\n3\n\n{TWO[31:]}",
        [T, *paragraphs(ONE, TWO)],
    ),
    "a newspaper's running head between two pages": (
        f"示例渡口换新颜\n\n{ONE}\n\n{TWO[:31]}\n\n示例日报 2023年1月13日 星期五 第3版\n\n{TWO[31:]}",
        [T, *paragraphs(ONE, TWO)],
    ),
    "the page named above the title": (f"03版：要闻\n\n示例渡口换新颜\n\n{ONE}", [T, *paragraphs(ONE)]),
    "a story that turns to another page": (
        f"示例渡口换新颜\n\n{ONE}\n\n{TWO[:31]}（下转第3版）\n\n（上接第1版）{TWO[31:]}",
        [T, *paragraphs(ONE, TWO)],
    ),
    "two columns cut in the middle of words": (
        f"示例渡口换新颜\n\n{ONE[:33]}\n\n{ONE[33:]}\n\n{TWO[:29]}\n\n{TWO[29:]}",
        [T, *paragraphs(ONE, TWO)],
    ),
    "a year alone is no page number": (
        f"示例渡口换新颜\n\n{ONE}\n\n2023\n\n{TWO}",
        [T, *paragraphs(ONE, "2023", TWO)],
    ),
    "a sidebar that names its title in the same line": (
        f"示例渡口换新颜\n\n{ONE}\n\n【名词解释】示例渡船\n\n{TWO}",
        [T, *paragraphs(ONE), (K.SIDEBAR, "名词解释"), (K.SIDEBAR_TITLE, "示例渡船"), *paragraphs(TWO),
         (K.SIDEBAR_END, "")],
    ),
    "several sidebars": (
        f"示例渡口换新颜\n\n{ONE}\n\n新闻背景\n\n{TWO}\n\n延伸阅读\n\n{THREE}",
        [T, *paragraphs(ONE), (K.SIDEBAR, "新闻背景"), *paragraphs(TWO), (K.SIDEBAR_END, ""),
         (K.SIDEBAR, "延伸阅读"), *paragraphs(THREE), (K.SIDEBAR_END, "")],
    ),
    "a page of pictures": (
        f"示例渡口四时\n孙小海 摄\n{ONE}\n▲春天，示例渡口的柳树绿了。\n▲夏天，孩子们在岸边学游泳。\n本版图片由示例摄影协会提供",
        [(K.TITLE, "示例渡口四时"), (K.BYLINE, "孙小海"), *paragraphs(ONE), (K.CAPTION, "▲春天，示例渡口的柳树绿了。"),
         (K.CAPTION, "▲夏天，孩子们在岸边学游泳。"), (K.BLANKET, "示例摄影协会")],
    ),
    "English among Chinese": (
        "示例渡口换新颜\n\n船上的广播用 English 和 Chinese 各说一遍：Welcome to Example Ferry，请坐好，船马上就开了。",
        [T, *paragraphs("船上的广播用 English 和 Chinese 各说一遍：Welcome to Example Ferry，请坐好，船马上就开了。")],
    ),
    "a by-line and an editor at the foot": (
        f"示例渡口换新颜\n{ONE}\n{TWO}\n记者：赵一明\n编辑：孙小海",
        [T, *paragraphs(ONE, TWO), (K.BYLINE, "赵一明"), (K.BYLINE, "孙小海")],
    ),
    "names above and again in the dateline": (
        f"示例渡口换新颜\n赵一明 钱小江\n\n本报讯（记者 赵一明）{ONE}\n\n{TWO}",
        [T, (K.BYLINE, "赵一明"), (K.BYLINE, "钱小江"), (K.DATELINE, "本报讯"), *paragraphs(ONE, TWO)],
    ),
    "a web page's line of time, source and names": (
        f"示例渡口换新颜\n2023-01-13 08:30 来源：示例晚报 记者 赵一明 钱小江\n{ONE}\n{TWO}",
        [T, (K.DATE, "2023-01-13 08:30"), (K.SOURCE, "示例晚报"), (K.BYLINE, "赵一明"), (K.BYLINE, "钱小江"),
         *paragraphs(ONE, TWO)],
    ),
    "every part with its label": (
        f"标题：示例渡口换新颜\n作者：赵一明\n导语：{ONE}\n正文：\n{TWO}",
        [T, (K.BYLINE, "赵一明"), (K.LEAD, ONE), *paragraphs(TWO)],
    ),
    "pictures by a provider except for those that are signed": (
        f"示例渡口换新颜\n\n{ONE}\n\n江边的灯。孙小海 摄\n\n（本文图片除署名外均由示例镇提供）",
        [T, *paragraphs(ONE), (K.CAPTION, "江边的灯。"), (K.PHOTOGRAPHER, "孙小海"), (K.BLANKET, "除署名外"),
         (K.BLANKET, "示例镇")],
    ),
    "the exception named first": (
        f"示例渡口换新颜\n\n{ONE}\n\n（除署名外，本版图片由示例镇提供）",
        [T, *paragraphs(ONE), (K.BLANKET, "除署名外"), (K.BLANKET, "示例镇")],
    ),
    "kicker, title, subtitle, source line": (
        f"引题：示例镇更新进行时\n标题：示例渡口换新颜\n副题：——两岸见闻\n来源：示例晚报\n\n{ONE}",
        [(K.KICKER, "示例镇更新进行时"), T, (K.SUBTITLE, "——两岸见闻"), (K.SOURCE, "示例晚报"), *paragraphs(ONE)],
    ),
}  # fmt: skip
