"""Reports for offices and printers: Word, Excel, PDF; each needs an extra."""

from netpath.reports.office import document, printed, workbook

__all__ = ["document", "printed", "workbook"]
