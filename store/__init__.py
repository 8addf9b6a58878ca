"""The truth: tables, repositories and units of work. The only importer of SQLAlchemy."""
