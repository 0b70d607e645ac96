"""Notes of other programs -> ours, pure: front matter, and what a text shows or links of files beside it.

Reading folders belongs to ``services.notes_folder``; here are texts only.
"""
