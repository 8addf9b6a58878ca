"""Alembic's entry: one connection, one transaction, one migrator at a time."""

from alembic import context
from sqlalchemy import create_engine, event, text

from store.tables import Base

MIGRATION_LOCK = 7_401_926  # any number, the same in every process of this product


def run() -> None:
    url = context.config.attributes["url"]
    engine = create_engine(url)
    sqlite = url.startswith("sqlite")
    if sqlite:

        @event.listens_for(engine, "connect")
        def on_connect(connection, _record) -> None:
            connection.isolation_level = None
            connection.execute("PRAGMA busy_timeout=30000")
            connection.execute("PRAGMA journal_mode=WAL")

        @event.listens_for(engine, "begin")
        def on_begin(connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=sqlite,
            compare_type=True,
        )
        with context.begin_transaction():
            if not sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": MIGRATION_LOCK})
            context.run_migrations()
        connection.commit()
    engine.dispose()


run()
