"""Nobody waits for the write lock while a password is hashed, a picture decoded, a sheet, a manuscript or an attachment
read: at each door the slow function is watched, and must find no transaction open."""

import functools

import pytest
from django.contrib.auth import hashers
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from media import fields as file_fields
from media.models import Attachment, Picture
from media.tests import hostile
from media.tests.opened import as_opened
from media.transactions import outside_transaction, write_transaction
from news.manuscripts.desk import forms as manuscript_forms
from news.manuscripts.desk import review as manuscript_review
from news.manuscripts.filing import embedded
from news.manuscripts.filing import importing as manuscript_importing
from news.models import ManuscriptImport
from news.tests.conftest import originals  # noqa: F401
from news.tests.factories import SectionPageFactory
from news.tests.test_manuscript_desk import act, draft, hand_in, word_file
from news.tests.test_manuscript_desk import url as manuscript_url
from portal.accounts import hashers as own_hashers
from portal.accounts.models import User
from portal.accounts.tests.factories import UserFactory
from portal.accounts.tests.test_accounts import PASSWORD, new_account
from programs.companies.tests.sheets import row, upload, xlsx
from programs.sheets import importing as sheet_importing
from programs.sheets.models import ImportedSheet

pytestmark = pytest.mark.django_db(transaction=True)


class Watch:
    def __init__(self, monkeypatch):
        self.monkeypatch, self.calls = monkeypatch, []

    def over(self, where, name):
        slow = getattr(where, name)

        @functools.wraps(slow)
        def watched(*args, **kwargs):
            self.calls.append((name, connection.in_atomic_block))
            return slow(*args, **kwargs)

        self.monkeypatch.setattr(where, name, watched)

    def past(self, door, answer, status=302):
        """`answer` came from `door`: something slow was done for it, and nothing of that in a transaction."""
        assert answer.status_code == status, (door, answer.content.decode()[-2000:])
        assert self.calls, f"{door}: nothing slow was seen"
        assert [name for name, is_inside in self.calls if is_inside] == [], door
        self.calls.clear()


@pytest.fixture
def watch(monkeypatch):
    return Watch(monkeypatch)


@pytest.fixture
def hashing(watch, settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["portal.accounts.hashers.PasswordHasher"]
    monkeypatch.setattr(own_hashers.PasswordHasher, "iterations", 10)
    watch.over(hashers, "pbkdf2")
    return watch


def signed_in(role, **fields):
    user = UserFactory(role=role, **fields)
    user.client = Client()
    user.client.force_login(user)
    return user


@pytest.mark.parametrize("is_guarded", [True, False])
@pytest.mark.parametrize("door", ["/cms/login/", "/admin/login/"])
def test_signing_in(hashing, settings, door, is_guarded):
    settings.AXES_ENABLED = is_guarded
    admin = UserFactory(role="admin")
    hashing.calls.clear()
    for password, status in (("wrong", 200), (PASSWORD, 302)):
        client = Client()
        hashing.past(door, client.post(door, {"username": admin.username, "password": password}), status)
        assert ("_auth_user_id" in client.session) is (status == 302)
    hashing.past(door, Client().post(door, {"username": "没有这个人", "password": PASSWORD}), 200)


def test_signing_in_when_the_hash_is_to_be_renewed(hashing, monkeypatch):
    admin = UserFactory(role="admin")
    hashing.calls.clear()
    monkeypatch.setattr(own_hashers.PasswordHasher, "iterations", 20)
    hashing.past("renewal", Client().post("/cms/login/", {"username": admin.username, "password": PASSWORD}))
    admin.refresh_from_db()
    assert "$20$" in admin.password


def test_accounts_at_both_desks(hashing):
    admin = signed_in("admin")
    hashing.calls.clear()
    doors = [
        (reverse("wagtailusers_users:add"), new_account()),
        (reverse("admin:accounts_user_add"), new_account(username="lisi", usable_password="true")),
    ]
    for door, data in doors:
        hashing.past(door, admin.client.post(door, data))
    made = User.objects.get(username="zhangsan")
    new = {"password1": PASSWORD + "新", "password2": PASSWORD + "新", "is_active": "on"}
    edit = reverse("wagtailusers_users:edit", args=[made.pk])
    doors = [
        (edit, new_account(**new) | as_opened(admin.client, edit)),
        (reverse("admin:auth_user_password_change", args=[made.pk]), new | {"usable_password": "true"}),
    ]
    for door, data in doors:
        hashing.past(door, admin.client.post(door, data))
        made.refresh_from_db()
        assert made.check_password(PASSWORD + "新") and made.password.startswith("pbkdf2_sha256$10$")
        hashing.calls.clear()


def test_ones_own_account(hashing):
    editor = signed_in("editor")
    hashing.calls.clear()
    hashing.over(Image, "open")
    data = {"name_email-display_name": "示例新名", "name_email-job_title": "", "name_email-email": "",
            "theme-theme": "system", "theme-contrast": "system", "theme-density": "default",
            "password-old_password": PASSWORD, "password-new_password1": PASSWORD + "新",
            "password-new_password2": PASSWORD + "新"}  # fmt: skip
    portrait = SimpleUploadedFile("me.png", hostile.picture("PNG"), "image/png")
    hashing.past("account", editor.client.post("/cms/account/", data | {"avatar-avatar": portrait}))
    editor.refresh_from_db()
    assert editor.display_name == "示例新名" and editor.check_password(PASSWORD + "新")
    assert editor.client.get("/cms/account/").status_code == 200, "a new password signs nobody out"


@pytest.fixture
def decoding(watch):
    watch.over(Image, "open")
    return watch


def photo(number):
    return SimpleUploadedFile(f"river{number}.jpg", hostile.picture("JPEG"), "image/jpeg")


def test_pictures(decoding):
    admin = signed_in("admin")
    data = {"title": "江上", "description": "两岸灯火", "collection": 1}
    several = reverse("wagtailimages:add_multiple")
    decoding.past("several", admin.client.post(several, data | {"files[]": photo(1)}), 200)
    broken = SimpleUploadedFile("river.jpg", hostile.picture("JPEG")[:-200], "image/jpeg")
    decoding.past("several, broken", admin.client.post(several, data | {"files[]": broken}), 200)
    decoding.past("one", admin.client.post(reverse("wagtailimages:add"), data | {"file": photo(2)}))
    picture = Picture.objects.latest("pk")
    change = reverse("wagtailimages:edit", args=[picture.pk])
    opened = as_opened(admin.client, change)
    decoding.calls.clear()
    decoding.past("a new file", admin.client.post(change, data | opened | {"file": photo(3)}))
    prefix = "image-chooser-upload-"
    chosen = {prefix + name: value for name, value in (data | {"file": photo(4)}).items()}
    for query in ("", "?select_format=true"):
        decoding.past("chooser", admin.client.post(reverse("wagtailimages_chooser:create") + query, chosen), 200)
        chosen[prefix + "file"] = photo(5)
    assert Picture.objects.count() == 4


def test_a_picture_whose_words_come_after_its_file(decoding):
    admin = signed_in("admin")
    held = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(Picture),
        file=photo(1),
        uploaded_by_user=admin,
    )
    prefix = f"uploaded-image-{held.pk}-"
    words = {prefix + "title": "江上", prefix + "description": "两岸灯火", prefix + "collection": 1}
    door = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[held.pk])
    answer = admin.client.post(door, words)
    assert answer.json()["success"] is True
    decoding.past("words after", answer, 200)


def test_attachments(watch):
    watch.over(file_fields, "check_attachment")
    admin = signed_in("admin")
    data = {"title": "申报表", "collection": 1}

    def file():
        return SimpleUploadedFile("a.pdf", hostile.pdf())

    watch.past("several", admin.client.post(reverse("wagtaildocs:add_multiple"), data | {"files[]": file()}), 200)
    watch.past("one", admin.client.post(reverse("wagtaildocs:add"), data | {"file": file()}))
    change = reverse("wagtaildocs:edit", args=[Attachment.objects.latest("pk").pk])
    watch.past("a new file", admin.client.post(change, data | as_opened(admin.client, change) | {"file": file()}))
    prefix = "document-chooser-upload-"
    chosen = {prefix + name: value for name, value in (data | {"file": file()}).items()}
    watch.past("chooser", admin.client.post(reverse("wagtaildocs_chooser:create"), chosen), 200)
    assert Attachment.objects.count() == 3


def test_manuscripts(watch, originals, news_index):  # noqa: F811
    for where, name in [
        (manuscript_forms, "read"),
        (manuscript_review, "read"),
        (manuscript_review, "parse"),
        (manuscript_importing, "draft_of"),
        (embedded, "without_metadata"),
        (Image, "open"),
    ]:
        watch.over(where, name)
    section = SectionPageFactory(parent=news_index)
    editor = signed_in("editor")
    watch.past("paste", hand_in(editor, section))
    file = SimpleUploadedFile("渡口.docx", word_file())
    watch.calls.clear()
    watch.past("upload", editor.client.post(manuscript_url("add"), {"section": section.pk, "file": file}))
    record = ManuscriptImport.objects.latest("pk")
    watch.past("a change", act(editor, record, "join", piece=4))
    watch.past("a stale change", act(editor, record, "join", piece=4, version=0), 409)
    watch.past("the draft", draft(editor, record))
    assert Picture.objects.count() == 1 and record.page.title == "示例标题：渡口换了新颜"


def test_sheets(watch, monkeypatch):
    watch.over(sheet_importing, "read_sheets")
    keeper = signed_in("keeper")
    door = reverse("admin:companies_company_import")
    watch.past("upload", keeper.client.post(door, {"file": upload(xlsx(row("温州示例鞋业有限公司")))}))
    sheet = ImportedSheet.objects.get()
    mark_of, marks = sheet_importing.mark_of, iter("ab")
    monkeypatch.setattr(sheet_importing, "mark_of", lambda model: next(marks, "") or mark_of(model))
    watch.past("confirmation", keeper.client.post(reverse("admin:companies_company_import_confirm", args=[sheet.pk])))
    sheet.refresh_from_db()
    assert sheet.state == "imported", sheet.message


def test_work_after_a_write_stays_inside():
    """The transaction is never left half written: then slow work has to wait, and the tests above have to fail."""
    with write_transaction():
        User.objects.create(username="zhangsan")
        with outside_transaction():
            assert connection.in_atomic_block


def test_blocks_within_blocks_are_left_and_entered_again():
    with write_transaction(), transaction.atomic():
        with outside_transaction():
            assert not connection.in_atomic_block and connection.get_autocommit()
        assert connection.in_atomic_block
        User.objects.create(username="zhangsan")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            User.objects.create(username="lisi")
            raise ZeroDivisionError
    assert list(User.objects.values_list("username", flat=True)) == ["zhangsan"]
    with pytest.raises(ZeroDivisionError), write_transaction(), transaction.atomic():
        with outside_transaction():
            pass
        User.objects.create(username="wangwu")
        raise ZeroDivisionError
    assert User.objects.count() == 1 and not connection.in_atomic_block and connection.get_autocommit()


def test_a_transaction_that_is_not_the_requests_is_not_left():
    with transaction.atomic(), outside_transaction():
        assert connection.in_atomic_block
