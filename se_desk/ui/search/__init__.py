"""The page of search results, and where each thing that can be found is shown.

May live here: what turns a find into a place. May not: the search itself, which is a service.
"""
