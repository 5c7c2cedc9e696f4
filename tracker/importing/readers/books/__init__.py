"""Workbooks, XLSX and ODS: sheets of cells, read in a stream by the XML parser of Python.

    parts → xlsx_book, xlsx_strings, xlsx_styles → xlsx_sheet ┐
    parts → ods_sheets ───────────────────────────────────────┴→ sheets (which one, its table)

The libraries for these files give blanks for error cells and for formulas without a result, say
nothing of merged cells, or hold a whole sheet in memory; docs/decisions.md has what was weighed.
"""
