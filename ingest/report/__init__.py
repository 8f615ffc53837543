"""The report: one page with charts, tables and the sentences behind each number."""
