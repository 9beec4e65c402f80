"""What Alembic runs: the migrations, on the connection and in the transaction it was handed."""

from alembic import context

from bot.store.durable.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
