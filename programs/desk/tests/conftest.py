import pytest


@pytest.fixture
def keeper(staff):
    return staff("keeper")


@pytest.fixture
def second_keeper(staff):
    return staff("keeper")
