"""Settings: each wrong value is one clear line, and docs/settings.md tells them all."""

from dataclasses import fields
from pathlib import Path

import pytest

from newsdao.config import PROJECT, Settings, environment_of, read_settings
from newsdao.errors import ConfigurationError

DOCS = (PROJECT / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: setting.metadata["env"])
def test_the_docs_tell_each_setting_as_the_code_does(setting: object) -> None:
    env, doc = setting.metadata["env"], setting.metadata["doc"]
    row = next((line for line in DOCS.splitlines() if line.startswith(f"| `{env}` |")), "")
    assert doc in row, f"docs/settings.md should say of {env}: {doc}"


def test_the_docs_tell_no_setting_that_is_not_there() -> None:
    told = {line.split("`")[1] for line in DOCS.splitlines() if line.startswith("| `NEWSDAO_")}
    assert told == {setting.metadata["env"] for setting in fields(Settings)}


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"NEWSDAO_SITE_URL": "news.example.kr"}, "NEWSDAO_SITE_URL='news.example.kr' must be a full address"),
        ({"NEWSDAO_SITE_URL": "https://a.kr/?q=1"}, "must hold no query"),
        ({"NEWSDAO_SITE_URL": 'https://a.kr/"b"'}, "must hold no white space and none of"),
        ({"NEWSDAO_SITE_URL": "https://a.kr/b c"}, "must hold no white space and none of"),
        ({"NEWSDAO_SECURITY_CONTACT": "mailto:a@a.kr\nContact: x"}, "must be one line"),
        ({"NEWSDAO_DAUM_VERIFICATION": "a:b\nDisallow: /"}, "must be one line"),
        ({"NEWSDAO_SITE_URL": "https://a.kr/\nb"}, "must be one line"),
        ({"NEWSDAO_ENV": "prod"}, "NEWSDAO_ENV='prod' must be one of development, production"),
        ({"NEWSDAO_PROXY_COUNT": "-1"}, "must be a whole number"),
        ({"NEWSDAO_PROXY_COUNT": "１"}, "must be a whole number"),
        ({"NEWSDAO_DATABASE_URL": "mysql://x"}, "must begin with sqlite:/// or postgresql"),
        ({"NEWSDAO_STIE_URL": "https://a.kr"}, "NEWSDAO_STIE_URL is no setting of NewsDAO"),
        ({"NEWSDAO_ENV": "production"}, "NEWSDAO_SITE_URL is not set"),
        (
            {"NEWSDAO_ENV": "production", "NEWSDAO_SITE_URL": "https://a.kr", "NEWSDAO_SECRET_KEY": "short"},
            "NEWSDAO_SECRET_KEY is missing or shorter than 32 characters",
        ),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(environment: dict[str, str], says: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        read_settings(environment)
    assert says in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_hub_is_named_by_its_very_address() -> None:
    hubs = "https://hub.example.kr/, https://other.example.kr/push?site=1"
    asked = read_settings({"NEWSDAO_HUBS": hubs})
    assert asked.hubs == ("https://hub.example.kr/", "https://other.example.kr/push?site=1")
    quoted, hangul = 'https://hub.example.kr/">; rel=x', "https://hub.example.kr/허브"
    for wrong in [",,", "hub.example.kr", quoted, hangul, "https:// a.kr"]:
        with pytest.raises(ConfigurationError, match="NEWSDAO_HUBS"):
            read_settings({"NEWSDAO_HUBS": wrong})


def test_an_empty_variable_is_as_good_as_none() -> None:
    assert read_settings({"NEWSDAO_SITE_URL": ""}) == read_settings({})


def test_a_child_process_reads_the_very_same_settings(tmp_path: Path) -> None:
    settings = read_settings(
        {"NEWSDAO_INSTANCE": str(tmp_path), "NEWSDAO_TRUSTED_HOSTS": "a.kr, b.kr", "NEWSDAO_SITE_URL": "https://a.kr/"}
    )
    assert settings.site_url == "https://a.kr"
    assert read_settings(environment_of(settings)) == settings
