"""`python -m ingest` is `casecount`."""

from ingest.cli import main

if __name__ == "__main__":
    main()
