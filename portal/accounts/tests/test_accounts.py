import pytest
from django.contrib.auth.models import Group
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Workflow

from media.tests.opened import as_opened
from portal.accounts.addresses import client_address
from portal.accounts.models import User

from .factories import ROLES, UserFactory

PASSWORD = "门户演示口令不外传2026"
LOGIN = "/cms/login/"


def new_account(**fields):
    return {
        "username": "zhangsan",
        "display_name": "示例张三",
        "department": "示例部门",
        "job_title": "",
        "email": "",
        "password1": PASSWORD,
        "password2": PASSWORD,
    } | fields


def test_the_desk_makes_and_changes_accounts_with_one_name(staff):
    admin = staff("admin")
    add = reverse("wagtailusers_users:add")
    page = admin.client.get(add).content.decode()
    assert "姓名" in page and "部门" in page and "first_name" not in page
    group = Group.objects.get(name="编辑")
    assert admin.client.post(add, new_account(groups=[group.pk])).status_code == 302
    user = User.objects.get(username="zhangsan")
    assert (str(user), user.department, list(user.groups.all())) == ("示例张三", "示例部门", [group])
    change = reverse("wagtailusers_users:edit", args=[user.pk])
    data = {"username": "zhangsan", "display_name": "示例李四", "department": "", "email": "", "is_active": "on"}
    data |= as_opened(admin.client, change)
    assert admin.client.post(change, data).status_code == 302
    user.refresh_from_db()
    assert user.get_full_name() == "示例李四" and user.check_password(PASSWORD)


def test_an_account_needs_a_name(staff):
    response = staff("admin").client.post(reverse("wagtailusers_users:add"), new_account(display_name=""))
    assert response.context["form"].errors["display_name"]


def test_the_list_shows_name_department_and_roles_and_finds_by_them(staff):
    UserFactory(role="reviewer", username="wangwu", display_name="示例王五审稿", department="示例编辑部")
    client = staff("admin").client
    listing = reverse("wagtailusers_users:index")
    for query, is_found in [("", True), ("王五", True), ("编辑部", True), ("没有此人", False)]:
        shown = client.get(listing, {"q": query}).content.decode()
        assert ("示例王五审稿" in shown and "示例编辑部" in shown) is is_found
    assert "审稿" in client.get(listing).content.decode()
    assert client.get(listing, {"ordering": "display_name"}).status_code == 200


def test_people_change_their_own_name_and_see_no_western_fields(staff):
    editor = staff("editor")
    shown = editor.client.get(reverse("wagtailadmin_account")).content.decode()
    assert "姓名与联系方式" in shown and "first_name" not in shown and "last_name" not in shown
    data = {"name_email-display_name": "示例新名", "name_email-job_title": "记者", "name_email-email": "",
            "theme-theme": "system", "theme-contrast": "system", "theme-density": "default",
            "theme-keyboard_shortcuts": "on", "notifications-approved_notifications": "on"}  # fmt: skip
    response = editor.client.post(reverse("wagtailadmin_account"), data)
    assert response.status_code == 302, response.content.decode()[-3000:]
    editor.refresh_from_db()
    assert editor.display_name == "示例新名" and editor.job_title == "记者"


def test_a_site_manager_makes_no_superuser_and_touches_none(staff):
    manager = staff("admin", is_superuser=False, is_staff=True)
    boss = staff("admin")
    manager.client.post(reverse("wagtailusers_users:add"), new_account(is_superuser="on"))
    assert not User.objects.get(username="zhangsan").is_superuser
    takeover = {"username": boss.username, "display_name": "换人", "is_active": "on", "password1": PASSWORD + "x",
                "password2": PASSWORD + "x"}  # fmt: skip
    for edit in (reverse(name, args=[boss.pk]) for name in ("wagtailusers_users:edit", "admin:accounts_user_change")):
        manager.client.post(edit, takeover | as_opened(manager.client, edit))
    manager.client.post(
        reverse("admin:auth_user_password_change", args=[boss.pk]), takeover | {"usable_password": "true"}
    )
    boss.refresh_from_db()
    assert boss.check_password(PASSWORD) and boss.display_name != "换人"
    own = {"username": manager.username, "display_name": "自己", "is_superuser": "on", "is_staff": "on",
           "is_active": "on", "date_joined_0": "2026-01-01", "date_joined_1": "00:00"}  # fmt: skip
    edit = reverse("admin:accounts_user_change", args=[manager.pk])
    manager.client.post(edit, own | as_opened(manager.client, edit))
    manager.refresh_from_db()
    assert not manager.is_superuser


def test_the_bulk_admin_lists_adds_and_shows_accounts(staff):
    client = staff("admin").client
    user = UserFactory(username="wangwu")
    assert "wangwu" in client.get(reverse("admin:accounts_user_changelist"), {"q": "示例"}).content.decode()
    assert client.get(reverse("admin:accounts_user_change", args=[user.pk])).status_code == 200
    client.post(reverse("admin:accounts_user_add"), new_account(usable_password="true"))
    assert User.objects.get(username="zhangsan").display_name == "示例张三"


def test_roles_replace_the_stock_groups_and_the_stock_workflow(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES.values())
    assert set(Workflow.objects.values_list("name", flat=True)) == {"稿件审核", "台账复核"}


@override_settings(AXES_ENABLED=True)
def test_guessing_a_password_locks_that_name_at_that_address_only(client, staff):
    UserFactory(username="wangwu")
    for _ in range(5):
        response = client.post(LOGIN, {"username": "wangwu", "password": "wrong"})
    response = client.post(LOGIN, {"username": "wangwu", "password": "wrong"})
    assert response.status_code == 429
    assert "locked_out.html" in [template.name for template in response.templates] and response.context["minutes"] == 15
    assert client.post(LOGIN, {"username": "wangwu", "password": PASSWORD}).status_code == 429
    assert "_auth_user_id" not in client.session
    elsewhere = client.post(LOGIN, {"username": "wangwu", "password": PASSWORD}, REMOTE_ADDR="10.0.0.9")
    assert elsewhere.status_code == 302 and "_auth_user_id" in client.session


@override_settings(AXES_ENABLED=True)
def test_the_bulk_admins_login_locks_as_well(client, db):
    UserFactory(username="wangwu", role="keeper")
    for _ in range(6):
        response = client.post("/admin/login/", {"username": "wangwu", "password": "wrong"})
    assert response.status_code == 429


def test_demo_accounts_are_in_their_groups(db, settings, tmp_path):
    from portal.management.commands.load_demo import make_accounts

    settings.DATA_DIR = tmp_path
    make_accounts()
    make_accounts()
    for name, role in ROLES.items():
        user = User.objects.get(username=name)
        assert [group.name for group in user.groups.all()] == [role]
        assert user.is_superuser is (name == "admin") and user.is_staff is (name in {"admin", "keeper"})
    passwords = dict(line.split() for line in (tmp_path / "demo-accounts.txt").read_text().splitlines())
    assert all(User.objects.get(username=name).check_password(passwords[name]) for name in ROLES)


def test_groups_name_only_permissions_that_exist(db):
    names = [permission.name for group in Group.objects.all() for permission in group.permissions.all()]
    assert names and all(names)
    with pytest.raises(Group.DoesNotExist):
        Group.objects.get(name="Editors")


@override_settings(AXES_ENABLED=True, PROXY_COUNT=1)
def test_behind_a_proxy_a_stranger_locks_out_nobody_else(client, db):
    UserFactory(username="wangwu")
    for _ in range(6):
        response = client.post(LOGIN, {"username": "wangwu", "password": "wrong"}, HTTP_X_FORWARDED_FOR="203.0.113.5")
    assert response.status_code == 429
    own = client.post(LOGIN, {"username": "wangwu", "password": PASSWORD}, HTTP_X_FORWARDED_FOR="1.1.1.1, 203.0.113.9")
    assert own.status_code == 302 and "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("count", "told", "address"),
    [
        (0, "203.0.113.5", "127.0.0.1"),
        (1, "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (2, "198.51.100.1, 203.0.113.5", "198.51.100.1"),
        (2, "203.0.113.5", "127.0.0.1"),
        (1, "nonsense", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(rf, settings, count, told, address):
    settings.PROXY_COUNT = count
    assert client_address(rf.get("/", HTTP_X_FORWARDED_FOR=told)) == address


@pytest.mark.parametrize("action", ["set_active_state", "assign_role", "delete"])
def test_a_manager_does_nothing_in_bulk_to_a_superuser(staff, action):
    chief, colleague = UserFactory(username="chief", is_superuser=True), UserFactory(username="wangwu")
    manager = staff("admin", is_superuser=False)
    role = Group.objects.get(name="审稿")
    data = {"mark_as_active": "False", "role": role.pk}

    def state(user):
        user = User.objects.filter(pk=user.pk).first()
        return user and (user.is_active, role in user.groups.all())

    before = state(chief)
    address = reverse("wagtail_bulk_action", args=["accounts", "user", action])
    manager.client.post(f"{address}?id={chief.pk}&id={colleague.pk}", data)
    assert state(chief) == before
    manager.client.post(f"{address}?id={colleague.pk}", data)
    assert state(colleague) != (True, False)
