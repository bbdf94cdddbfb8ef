"""The tables of a collection's SQLite file.

Holds the layout alone; must not read or write rows. Change it only together with
`FORMAT_VERSION`.
"""

from __future__ import annotations

FORMAT_VERSION = 3
"""Layout of the store, in SQLite's `user_version`."""

APPLICATION_ID = 0x50494C43
"""`PILC`, in SQLite's `application_id`: tells our files from other SQLite files."""

CREATE_TABLES = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {FORMAT_VERSION};

-- One row. `generation` grows with every change that a reader can see. `store_id` is random and
-- belongs to this file: row ids of two files have nothing to do with one another.
CREATE TABLE collection (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    manifest TEXT NOT NULL,
    store_id TEXT NOT NULL,
    generation INTEGER NOT NULL
) STRICT;

-- `indexing_version`: what the text was made into passages by; see index/preparation.py.
CREATE TABLE documents (
    document_key INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    symbol TEXT NOT NULL,
    title TEXT NOT NULL,
    lang TEXT NOT NULL,
    metadata TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    indexing_version INTEGER NOT NULL,
    passage_count INTEGER NOT NULL
) STRICT;

-- Types of the metadata fields of each document and of its passages: a field has one type
-- throughout the collection.
CREATE TABLE field_types (
    document_key INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    field TEXT NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (document_key, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX field_types_field ON field_types (field);

-- The blocks together hold every source line.
CREATE TABLE blocks (
    document_key INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    start_line INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    label TEXT NOT NULL,
    level INTEGER NOT NULL,
    PRIMARY KEY (document_key, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE footnotes (
    document_key INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    number TEXT NOT NULL,
    text TEXT NOT NULL,
    urls TEXT NOT NULL,
    label TEXT NOT NULL,
    anchored INTEGER NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (document_key, ordinal)
) STRICT, WITHOUT ROWID;

-- Vectors by what they are the vector of: `text_key` is a digest of encoder and text.
-- `vector`: unit length, little-endian float16.
CREATE TABLE vectors (
    vector_id INTEGER PRIMARY KEY,
    text_key TEXT NOT NULL UNIQUE,
    vector BLOB NOT NULL
) STRICT;

-- Vectors that no passage uses yet: committed ahead of their document.
CREATE TABLE pending_vectors (
    vector_id INTEGER PRIMARY KEY REFERENCES vectors ON DELETE CASCADE
) STRICT;

CREATE TABLE vocabulary (
    term_id INTEGER PRIMARY KEY,
    term TEXT NOT NULL UNIQUE
) STRICT;

-- A row id is never used again (AUTOINCREMENT), and a row is never changed but for its terms:
-- what a reader has loaded of a row stays true for as long as the row is there.
-- `term_ids`, `term_counts`: little-endian int32, terms ascending.
CREATE TABLE passages (
    row_id INTEGER PRIMARY KEY AUTOINCREMENT,
    passage_id TEXT NOT NULL UNIQUE,
    document_key INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    label TEXT NOT NULL,
    printed_label TEXT NOT NULL,
    alt_labels TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent TEXT NOT NULL,
    section_path TEXT NOT NULL,
    chapeau TEXT NOT NULL,
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    start_line INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    footnote_refs TEXT NOT NULL,
    metadata TEXT NOT NULL,
    vector_id INTEGER NOT NULL REFERENCES vectors,
    term_ids BLOB NOT NULL,
    term_counts BLOB NOT NULL
) STRICT;
CREATE INDEX passages_document ON passages (document_key, ordinal);
CREATE INDEX passages_vector ON passages (vector_id);

-- Every passage has at least one sentence. `start_offset`, `end_offset`: code points into the
-- passage's text, end exclusive.
CREATE TABLE sentences (
    row_id INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    vector_id INTEGER NOT NULL REFERENCES vectors,
    PRIMARY KEY (row_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX sentences_vector ON sentences (vector_id);

-- What passages refer to (index/references). `work`: key of the text referred to; '' for the
-- passage's own document where that has no symbol, '?' for a text named in words only. `label`,
-- `last_label`: the place in it, or the ends of a range; '' for none.
CREATE TABLE passage_references (
    row_id INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    kind TEXT NOT NULL,
    work TEXT NOT NULL,
    label TEXT NOT NULL,
    last_label TEXT NOT NULL,
    PRIMARY KEY (row_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX passage_references_work ON passage_references (work);

-- What language balance is made of (index/balance.py). `questions`: the mean question of the
-- encoder, float32. `version` grows whenever the means are replaced.
CREATE TABLE balance (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    questions BLOB NOT NULL
) STRICT;

-- Sums of all vectors by language and role ('passage', 'sentence'), float64: exact.
CREATE TABLE language_sums (
    lang TEXT NOT NULL,
    role TEXT NOT NULL,
    count INTEGER NOT NULL,
    total BLOB NOT NULL,
    PRIMARY KEY (lang, role)
) STRICT, WITHOUT ROWID;

-- What the vectors of tokens are compressed by (index/token_codes.py). One row; none where the
-- collection keeps no tokens. `center`: float32 (D,); `axes`: float32 (D, k), row by row.
CREATE TABLE token_basis (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    center BLOB NOT NULL,
    axes BLOB NOT NULL
) STRICT;

-- The tokens of those vectors that are passages' own. `codes`: uint8 (t, k / 4), row by row,
-- two bits a coordinate.
CREATE TABLE tokens (
    vector_id INTEGER PRIMARY KEY REFERENCES vectors ON DELETE CASCADE,
    codes BLOB NOT NULL
) STRICT;

-- Sums of the codes of all passages' tokens by language, int64 (k,): exact.
CREATE TABLE token_sums (
    lang TEXT PRIMARY KEY,
    passages INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    total BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The means that searches subtract, float32; language '' is the mean over languages.
CREATE TABLE language_means (
    lang TEXT NOT NULL,
    role TEXT NOT NULL,
    mean BLOB NOT NULL,
    PRIMARY KEY (lang, role)
) STRICT, WITHOUT ROWID;
"""
