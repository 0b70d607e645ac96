"""The risk log: its page, the dialogs that append to it, and the record that leaves for a manager."""
