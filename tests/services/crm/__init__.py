"""Tests of what speaks to CRMs: each adapter against a server on loopback."""
