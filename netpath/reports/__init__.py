"""Answers as text and files: one module a format, each registers itself."""

from netpath.reports.formats import (
    REPORTS,
    Report,
    format_of,
    render,
    save,
    write_whole,
)

__all__ = ["REPORTS", "Report", "format_of", "render", "save", "write_whole"]
