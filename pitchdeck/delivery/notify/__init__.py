"""Notices → words → inbox, mail, webhook, calendar."""
