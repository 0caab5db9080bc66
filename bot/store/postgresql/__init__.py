"""The store on PostgreSQL: connections, the translation of its statements, its errors in words. Loaded only if the database is one."""
