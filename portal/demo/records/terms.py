"""Bodies that the feature names and that govern, serve or publish, rather than trade."""

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
