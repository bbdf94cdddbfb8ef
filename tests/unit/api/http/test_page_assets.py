"""The page's files as they are sent: versions, compression, what the shell names."""

from __future__ import annotations

import gzip

from api.http.assets import load_assets, make_assets

FILES = {
    "index.html": b'<script src="/static/boot.js"></script>\n<!-- modules -->',
    "boot.js": b"// first",
    "app.js": b"// shell",
    "views/ask.js": b"// view",
    "style.css": b"p {}",
}


def test_every_path_holds_the_version_of_all_files_together():
    assets = make_assets(FILES)
    (version,) = {path.split("/")[0] for path in assets.files}
    assert {path.removeprefix(f"{version}/") for path in assets.files} == FILES.keys() - {
        "index.html"
    }
    other = make_assets({**FILES, "style.css": b"p { }"})
    assert not assets.files.keys() & other.files.keys()
    assert assets.files.keys() == make_assets(dict(reversed(FILES.items()))).files.keys()


def test_the_shell_names_this_version_and_all_modules_at_once():
    assets = make_assets(FILES)
    version = next(iter(assets.files)).split("/")[0]
    assert assets.shell.content.decode().splitlines() == [
        f'<script src="/static/{version}/boot.js"></script>',
        f'<link rel="modulepreload" href="/static/{version}/app.js">',
        f'<link rel="modulepreload" href="/static/{version}/views/ask.js">',
    ]


def test_a_file_is_sent_as_it_is_or_compressed():
    assets = make_assets(FILES)
    for path, asset in assets.files.items():
        assert asset.content == FILES[path.split("/", 1)[1]]
        assert gzip.decompress(asset.compressed) == asset.content
    types = {path.rsplit(".")[-1]: asset.media_type for path, asset in assets.files.items()}
    assert types == {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}


def test_a_tag_tells_contents_apart():
    first, second = make_assets(FILES), make_assets({**FILES, "app.js": b"// other"})
    assert first.shell.etag != second.shell.etag, "the shell names another version"
    tags = [asset.etag for asset in first.files.values()]
    assert len(set(tags)) == len(tags)


def test_the_page_comes_with_its_words_and_views():
    names = {path.split("/", 1)[1] for path in load_assets().files}
    assert {"app.js", "boot.js", "style.css", "views/ask.js", "views/read.js"} <= names
    assert {f"i18n/{lang}.json" for lang in ("en", "fr", "es", "ru", "ar", "zh")} <= names
    assert not any(name.endswith(".py") for name in names)
