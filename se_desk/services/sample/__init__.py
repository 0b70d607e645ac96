"""The sample desk, played from resources/sample through the desk's own verbs.

Only readers of those files live here, one per kind of thing; whatever the sample needs done is a verb
of its noun, next door.
"""

from se_desk.services.sample.play import fill

__all__ = ["fill"]
