"""The work database and the published one: loading, building, publishing, explaining."""
