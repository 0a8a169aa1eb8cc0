import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from portal.accounts.models import User

ROLES = {"editor": "编辑", "reviewer": "审稿", "keeper": "台账管理员", "admin": "站点管理员"}


class UserFactory(DjangoModelFactory):
    """A member of staff in the group of `role`. Only the admin is a superuser, as in the demo."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        role = "editor"

    username = factory.Sequence(lambda number: f"staff{number}")
    display_name = factory.LazyAttribute(lambda user: f"示例{ROLES[user.role]}")
    is_superuser = factory.LazyAttribute(lambda user: user.role == "admin")
    is_staff = factory.LazyAttribute(lambda user: user.role == "admin")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(password="门户演示口令不外传2026", **kwargs)

    @factory.post_generation
    def groups(self, create, extracted, **kwargs):
        role = next((role for role, name in ROLES.items() if self.display_name.endswith(name)), None)
        names = extracted if extracted is not None else [ROLES[role]]
        self.groups.set(Group.objects.filter(name__in=names))
