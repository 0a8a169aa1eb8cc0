"""Two keepers enter one company under two forms of its name at one moment: the second is asked."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from portal.accounts.tests.factories import UserFactory
from programs.companies.models import Company
from programs.sheets.tests.desk import form_data

from .record_forms import company_form, url

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time, for all of it"),
]
NAMES = ("浙江笑果鞋业有限公司", "浙江笑果鞋业有限责任公司")


@pytest.mark.parametrize("desk", ["admin", "wagtail"])
def test_one_of_two_is_asked(desk):
    keeper, barrier = UserFactory(role="keeper"), Barrier(2)
    address = reverse("admin:companies_company_add") if desk == "admin" else url(Company, "add")

    def prepared(name):
        client = Client()
        client.force_login(keeper)
        page = client.get(address)
        return client, form_data(page) | {"title": name} if desk == "admin" else company_form(title=name)

    def send(client, data):
        try:
            barrier.wait(10)
            return client.post(address, data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = [future.result(60) for future in [pool.submit(send, *prepared(name)) for name in NAMES]]
    assert sorted(answers) == [200, 302] and Company.objects.count() == 1
