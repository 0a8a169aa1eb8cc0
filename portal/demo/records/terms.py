"""Bodies that the feature names and that govern, serve or publish, rather than trade; and the demo's own topics."""

# key: (name, kind)
DEPARTMENTS = {
    "department:quwei-quzhengfu": ("鹿城区委、区政府", "party"),
    "department:xuanchuanbu": ("鹿城区委宣传部", "party"),
    "department:minzheng": ("鹿城民政部门", "government"),
    "department:tengqiao-jingjiban": ("藤桥镇经济办", "town"),
    "department:wenzhou-haiguan": ("温州海关", "upper"),
    "department:waimao-zhongxin": ("区外贸企业综合服务中心", "service"),
    "department:zhiye-jieshao": ("鹿城区职业介绍中心", "service"),
    "department:rencaiwang": ("温州人才网鹿城分站", "service"),
}

# topics finer than the directory's own (政府信息公开目录的主题分类), each below the one that it belongs to
TOPICS = {
    "惠企政策": "工业、交通",
    "企业服务": "工业、交通",
    "外贸": "商贸、海关、旅游",
    "金融": "财政、金融、审计",
    "就业": "劳动、人事、监察",
    "人才": "劳动、人事、监察",
    "民生": "民政、扶贫、救灾",
    "城市环境": "城乡建设、环境保护",
    "创新": "科技、教育",
}
