"""Examining files and documents of a collection, as the wire shows it.

Shared by the command line and the HTTP routes. Must not check anything itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from api import wire
from index.examination import Finding, Severity, examine_parsed
from index.reading.source import SourceFile, parse_source
from index.snapshot import Snapshot
from retriever.examination import examine_document


def examined_source(source: SourceFile) -> wire.ExaminationModel:
    """Examine a file by itself.

    Raises:
        InputError: it cannot be read.
    """
    parsed = parse_source(source)
    return _model("", parsed.name, examine_parsed(parsed).findings)


def examined_document(snapshot: Snapshot, document_id: str) -> wire.ExaminationModel:
    """Examine a document of a collection, beside the others.

    Raises:
        DocumentNotFound: there is no such document.
    """
    findings = examine_document(snapshot, document_id)
    return _model(document_id, snapshot.document(document_id).name, findings)


def _model(document_id: str, name: str, findings: Sequence[Finding]) -> wire.ExaminationModel:
    counts = Counter(finding.severity for finding in findings)
    return wire.ExaminationModel(
        document_id=document_id,
        name=name,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
        findings=[
            wire.FindingModel(
                kind=str(finding.kind),
                severity=str(finding.severity),
                label=finding.label,
                line=finding.line,
                message=finding.message,
                hint=finding.hint,
            )
            for finding in findings
        ],
    )
