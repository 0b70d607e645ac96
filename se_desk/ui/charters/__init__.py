"""A partner's page: the charter with its versions, the deals, debriefs and alignment of the pair."""
