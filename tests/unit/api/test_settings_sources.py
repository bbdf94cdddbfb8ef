"""Settings come from the command line, the environment, a file or the default, in that order."""

from pathlib import Path

import pytest

from api.settings import load_settings
from index.errors import InvalidSetting


@pytest.fixture(autouse=True)
def clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and no variable of ours."""
    import os

    for variable in list(os.environ):
        if variable.startswith("PILCROW_"):
            monkeypatch.delenv(variable)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_default_when_nothing_says_otherwise():
    settings = load_settings()
    assert (settings.host, settings.port, settings.collection) == ("127.0.0.1", 8765, "default")
    assert settings.data_dir.name == "pilcrow"


def test_file_over_default_and_environment_over_file_and_command_line_over_all(
    tmp_path, monkeypatch
):
    (tmp_path / "pilcrow.toml").write_text('port = 1111\nhost = "0.0.0.0"\ncollection = "a"\n')
    monkeypatch.setenv("PILCROW_PORT", "2222")
    monkeypatch.setenv("PILCROW_COLLECTION", "b")
    settings = load_settings({"collection": "c"})
    assert (settings.host, settings.port, settings.collection) == ("0.0.0.0", 2222, "c")


def test_none_from_the_command_line_is_not_given(monkeypatch):
    monkeypatch.setenv("PILCROW_PORT", "2222")
    assert load_settings({"port": None}).port == 2222


def test_config_variable_names_the_file(tmp_path, monkeypatch):
    (tmp_path / "pilcrow.toml").write_text("port = 1111\n")
    (tmp_path / "other.toml").write_text("port = 3333\n")
    monkeypatch.setenv("PILCROW_CONFIG", str(tmp_path / "other.toml"))
    assert load_settings().port == 3333


def test_config_variable_that_names_no_file_is_refused(monkeypatch):
    monkeypatch.setenv("PILCROW_CONFIG", "nowhere.toml")
    with pytest.raises(InvalidSetting, match=r"nowhere\.toml"):
        load_settings()


def test_unknown_key_in_file_is_refused_and_the_near_one_named(tmp_path):
    (tmp_path / "pilcrow.toml").write_text('data_dri = "x"\n')
    with pytest.raises(InvalidSetting, match="data_dri") as caught:
        load_settings()
    assert "data_dir" in caught.value.hint


def test_unknown_variable_is_refused_and_the_near_one_named(monkeypatch):
    monkeypatch.setenv("PILCROW_ENCODR", "hash")
    with pytest.raises(InvalidSetting, match="PILCROW_ENCODR") as caught:
        load_settings()
    assert "PILCROW_ENCODER" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "70000"),
        ("port", "-1"),
        ("port", "http"),
        ("max_query_length", "20001"),
        ("max_query_length", "0"),
        ("max_upload_bytes", "12"),
        ("collection", "../escape"),
        ("collection", ""),
        ("context", "half"),
        ("tokens", "some"),
        ("encoder_dtype", "int8"),
        ("rerank_depth", "0"),
        ("rerank_budget_ms", "-1"),
        ("encoder", ""),
        ("search_threads", "0"),
        ("shutdown_grace_s", "-5"),
    ],
)
def test_value_out_of_bounds_names_the_variable(name, value, monkeypatch):
    monkeypatch.setenv(f"PILCROW_{name.upper()}", value)
    with pytest.raises(InvalidSetting, match=f"PILCROW_{name.upper()}") as caught:
        load_settings()
    assert caught.value.hint.startswith(f"{name}: ")


def test_value_out_of_bounds_names_the_option():
    with pytest.raises(InvalidSetting, match="--port"):
        load_settings({"port": 70_000})


def test_value_out_of_bounds_names_the_file(tmp_path):
    (tmp_path / "pilcrow.toml").write_text("port = 70000\n")
    with pytest.raises(InvalidSetting, match=r"'port' in pilcrow\.toml"):
        load_settings()


@pytest.mark.parametrize("content", [b"port = = 3\n", b"host = \xff\n"])
def test_broken_file_is_refused(tmp_path, content):
    (tmp_path / "pilcrow.toml").write_bytes(content)
    with pytest.raises(InvalidSetting, match=r"pilcrow\.toml is not valid TOML"):
        load_settings()


def test_key_of_a_remote_encoder_is_never_shown(monkeypatch):
    monkeypatch.setenv("PILCROW_ENCODER_API_KEY", "sk-secret")
    settings = load_settings()
    assert "sk-secret" not in repr(settings)
    assert settings.encoder_api_key is not None
    assert settings.encoder_api_key.get_secret_value() == "sk-secret"
