"""Tests of the services room: whole verbs on a real desk."""
