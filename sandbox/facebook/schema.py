"""The tables that Facebook's stand-in brings."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS facebook_grants (
    client_id TEXT NOT NULL, person TEXT NOT NULL, granted TEXT NOT NULL, declined TEXT NOT NULL,
    at_ms INTEGER NOT NULL, PRIMARY KEY (client_id, person));
CREATE TABLE IF NOT EXISTS facebook_photos (
    id TEXT PRIMARY KEY, page TEXT NOT NULL, sha256 TEXT NOT NULL, alt_text TEXT NOT NULL,
    created_ms INTEGER NOT NULL, post TEXT);
CREATE TABLE IF NOT EXISTS facebook_uploads (
    id TEXT PRIMARY KEY, client_id TEXT NOT NULL, length INTEGER NOT NULL,
    content_type TEXT NOT NULL, stash TEXT NOT NULL, handle TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS facebook_videos (
    id TEXT PRIMARY KEY, page TEXT NOT NULL, kind TEXT NOT NULL, stash TEXT NOT NULL,
    size INTEGER, sha256 TEXT, failure TEXT, finished_ms INTEGER, post TEXT,
    title TEXT NOT NULL DEFAULT '', created_ms INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS facebook_scheduled (
    id TEXT PRIMARY KEY, page TEXT NOT NULL, message TEXT NOT NULL, body TEXT NOT NULL,
    media TEXT NOT NULL, at_ms INTEGER NOT NULL);
"""
