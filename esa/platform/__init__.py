"""The ground the rooms stand on: settings, clock, database, unit of work, storage, web and mail."""
