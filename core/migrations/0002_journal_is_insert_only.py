"""On PostgreSQL no line of the journal is changed or deleted, whoever asks through the database.

Row level: TRUNCATE (which tests use to empty their tables) is left to the rights of the role.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION core_journal_is_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Le journal ne se modifie pas et ne s''efface pas (ligne %).', OLD.seq
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER core_journal_is_insert_only
    BEFORE UPDATE OR DELETE ON core_journalentry
    FOR EACH ROW EXECUTE FUNCTION core_journal_is_insert_only();
"""
BACKWARD = """
DROP TRIGGER core_journal_is_insert_only ON core_journalentry;
DROP FUNCTION core_journal_is_insert_only();
"""


def forward(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FORWARD, params=None)


def backward(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(BACKWARD, params=None)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(forward, backward)]
