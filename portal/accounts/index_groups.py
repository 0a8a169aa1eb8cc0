"""The first page of the bulk desk: what stands there in groups, each with a sentence on what it is for."""

# Names of models in the order in which they are used; whatever is in none of the groups comes last.
GROUPS = [
    (
        "台账",
        "政策、企业和活动，一条一行。查找、成批修改、用表格导入和导出都从这里进；改动立即发布，读者马上看到。",
        [("policies", "policy"), ("companies", "company"), ("events", "event")],
    ),
    (
        "台账里的分项",
        "属于某一条台账的行：惠企事项、别名、人员、参与方、行程、附件等。平时在台账里改，成批核对时来这里。",
        [
            ("policies", "policyitem"),
            ("policies", "policyattachment"),
            ("companies", "companyalias"),
            ("companies", "companyperson"),
            ("companies", "listmembership"),
            ("events", "eventparty"),
            ("events", "eventstop"),
            ("events", "eventfigure"),
            ("events", "eventattachment"),
        ],
    ),
    (
        "名单与系列",
        "把企业归到一张名单，把历届活动归到一个系列。",
        [("companies", "companylist"), ("events", "eventseries")],
    ),
    (
        "表格导入",
        "导入过的表格：谁在什么时候导入，改了哪些行，原表可以取回。",
        [("sheets", "importedsheet")],
    ),
    (
        "分类词表",
        "行业、街镇、机构、主题等用语。在用的词不能删除，可以停用或合并。",
        [
            ("taxonomy", name)
            for name in ("topic", "department", "town", "sector", "audience", "need", "companytag", "alias")
        ],
    ),
    ("人员与权限", "谁能进工作台，属于哪个角色。", [("accounts", "user"), ("auth", "group")]),
    (
        "登录保护",
        "谁在什么时候登录过，哪些登录被拦下；误拦的可以在这里放行。",
        [("axes", name) for name in ("accessattempt", "accesslog", "accessfailurelog")],
    ),
]


def grouped(app_list):
    """`app_list` as Django's admin site makes it, as groups of (name, sentence, models); those without models left out."""
    models = {(app["app_label"], model["object_name"].lower()): model for app in app_list for model in app["models"]}
    groups = [
        {"name": name, "sentence": sentence, "models": [models.pop(key) for key in keys if key in models]}
        for name, sentence, keys in GROUPS
    ]
    groups.append({"name": "其他", "sentence": "很少用到的。", "models": list(models.values())})
    return [group for group in groups if group["models"]]
