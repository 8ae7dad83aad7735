"""The demonstration never reaches a real installation."""

from ibefe.checks import no_demonstration_in_production


def test_deploy_refuses_the_demonstration(settings):
    settings.DEMO = True

    assert [fault.id for fault in no_demonstration_in_production(None)] == ["ibefe.E001"]


def test_deploy_says_nothing_without_it(settings):
    settings.DEMO = False

    assert no_demonstration_in_production(None) == []
