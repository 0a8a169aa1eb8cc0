import pytest

from programs.companies.names import normalised_name


@pytest.mark.parametrize(
    "name",
    [
        "浙江（温州）示例鞋业有限公司",
        "浙江(温州)示例鞋业有限责任公司",
        "浙江温州示例鞋业股份有限公司",
        " 浙江 温州 示例鞋业 有限公司 ",
        "浙江【温州】“示例”鞋业",
        "浙江温州·示例鞋业总公司",
    ],
)
def test_one_company_has_one_normalised_name(name):
    assert normalised_name(name) == "浙江温州示例鞋业"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ＡＢＣ１２３ Shoes Co., Ltd.", "abc123 shoes", True),
        ("示例（集团）有限公司", "示例集团", True),
        ("示例集团有限公司", "示例有限公司", False),
        ("示例有限公司温州分公司", "示例有限公司", False),
        ("示例投资合伙企业（有限合伙）", "示例投资", True),
        ("公司", "总公司", False),
    ],
)
def test_forms_of_a_name(one, other, same):
    assert (normalised_name(one) == normalised_name(other)) is same


def test_a_name_of_nothing_but_marks_is_nobodys():
    assert normalised_name("（）——") == ""
    assert len(normalised_name("㍿" * 255)) <= 255
