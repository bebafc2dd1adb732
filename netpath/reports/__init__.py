"""Answers as text and files: one module a format, each registers itself."""

from netpath.reports.formats import REPORTS, Report, render, save, write_whole

__all__ = ["REPORTS", "Report", "render", "save", "write_whole"]
