"""Words that say little of what is looked for. Data: extend it freely, nothing has to be indexed anew."""

# Function words: they go wherever another word stays.
FUNCTION_WORDS = frozenset(
    """
    的 了 着 过 地 得 之 其 吗 呢 吧 啊 呀 嘛 么 和 与 及 或 或者 以及 还是 并 且 而 而且 但 但是 如果 若 因为 所以 由于 虽然
    是 有 没有 没 无 在 于 从 自 向 往 对 对于 关于 把 被 让 给 为 为了 用 以 按 按照 根据 通过 由 到 至 等 等等 里 中 上 下 内 外
    我 我们 你 你们 您 他 他们 她 她们 它 它们 自己 咱们 大家 人家 这 那 这个 那个 这些 那些 这里 那里 这样 那样 此 该 每 各
    什么 啥 哪 哪几个 哪几家 哪几种 哪几条 哪一个 哪一家 哪位 哪项 哪天 哪年 几家 几个 几天 几条 几项 哪个 哪些 哪里 哪儿 哪家 哪种 谁 怎 怎么 怎么样 怎样 怎么才能 怎么去 如何 为什么 为何 何时 何地 几 几个 几家 多少 多久 多大 多长 多远 是否
    能 能否 能不能 可 可以 可否 可不可以 会 会不会 要 需 需要 想 想要 应 应该 应当 必须 得 请 请问 求 求问 问 问一下 请教 告诉 知道
    有没有 是不是 有什么 有哪些 是什么 是多少 在哪 在哪里 到哪里 去哪里 怎么办 怎么弄 怎么用 什么时候 什么样 多少钱 哪些人
    也 都 还 就 才 又 再 很 太 更 最 非常 比较 已 已经 正在 将 曾 只 仅 一下 一些 一个 一种 有关 相关 目前 现在 最近 最新 近期 今年 去年
    去 来 做 搞 弄 找 查 看 搜 搜索 帮 帮忙 帮我 想要 希望
    the a an of to in on at for and or is are was were be by with from as how what where when who which why do does can
    """.split()
)

# Words for the sort of thing that is looked for. They are looked for with the others; where that finds nothing, they go
# before any other word does.
KIND_WORDS = frozenset(
    """
    政策 文件 规定 规章 办法 意见 通知 公告 公示 通告 新闻 报道 消息 资讯 动态 信息 资料 材料 内容 情况 详情 介绍 简介 说明 解读 问题 事项
    企业 公司 单位 厂家 厂 机构 组织 部门 活动 会议 名单 名录 目录 附件 表格 下载 原文 全文 官网 网站 平台
    办理 办 申请 申报 申领 领取 享受 查询 咨询 参加 报名 受理 使用 安装 购买 流程 步骤 程序 手续 条件 要求 标准 资格 对象 范围 方式 方法 渠道 途径
    时间 日期 期限 地点 地址 位置 电话 联系电话 联系方式 联系人 负责人 价格 费用 收费 金额 数量 人数 规模
    """.split()
)

# Which documents a kind word names: they are put a little higher.
KINDS_OF_WORDS = {
    "policy": frozenset("政策 文件 规定 办法 意见 原文 全文 条款".split()),
    "item": frozenset("事项 申请 申报 申领 办理 条件 材料 流程 受理 补贴 奖补".split()),
    "article": frozenset("新闻 报道 消息 资讯 动态 解读".split()),
    "company": frozenset("企业 公司 厂家 厂 单位 机构 地址 电话".split()),
    "event": frozenset("活动 会议 报名 参加 时间 地点".split()),
    "attachment": frozenset("附件 表格 下载".split()),
}


def kinds_named_by(words):
    return {kind for kind, named in KINDS_OF_WORDS.items() if named & set(words)}
