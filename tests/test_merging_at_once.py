"""Two merges of the same rows at one time: one wins, the other is told, and nobody waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from portal.accounts.models import User
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.taxonomy.merging import merge_terms
from programs.taxonomy.models import Sector
from programs.taxonomy.tests.factories import SectorFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time, for all of it"),
]


@pytest.mark.parametrize("crosswise", [False, True])
def test_one_of_two_merges_wins(crosswise):
    one, other = SectorFactory(), SectorFactory()
    for sector in (one, other):
        CompanyFactory.create_batch(5, sector=sector)
    user = User.objects.create_user("keeper")
    barrier = Barrier(2)

    def run(lost, kept):
        try:
            barrier.wait(10)
            return merge_terms(lost, kept, user)
        except ValidationError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        pairs = [(one, other), (other, one) if crosswise else (one, other)]
        results = [future.result(30) for future in [pool.submit(run, *pair) for pair in pairs]]
    failure = "ValidationError" if crosswise else "AlreadyMerged"
    assert sorted(type(result).__name__ for result in results) == sorted([failure, "int"])
    kept = Sector.objects.get()
    assert Company.objects.filter(sector=kept).count() == 10
