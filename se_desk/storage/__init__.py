"""The one encrypted database: the only room that speaks SQL.

Engine and cipher, tables, statements per noun, the search index, migrations, the vault that holds the
key, and backups. Statements take a connection and give records; transactions are begun and ended by
``services``. What belongs to one SQL dialect lives in a file of its own.
"""
