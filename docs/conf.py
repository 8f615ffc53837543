"""How Sphinx makes the documentation's site: `make docs` writes it to build/docs."""

project = "Casecount"
author = "The Casecount contributors"
copyright = "The Casecount contributors"  # noqa: A001 (Sphinx names it)

extensions = ["myst_parser", "sphinx_copybutton"]
source_suffix = {".md": "markdown"}
exclude_patterns: list[str] = []
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Casecount"
html_static_path = ["_static"]
html_css_files = ["casecount.css"]
html_show_sphinx = False
html_copy_source = False
copybutton_prompt_text = "$ "
copybutton_only_copy_prompt_lines = False
# Pygments has no lexer for the tables and crawls that our pages show; they are plain text.
suppress_warnings = ["misc.highlighting_failure"]
