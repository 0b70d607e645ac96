"""The frame around the features: window, sidebar, top bar, navigation, actions, palette, and who grants what.

May live here: what knows that there are several pages. May not: anything about one noun of the product.
The frame is painted before the database is loaded, so its modules import services inside functions.
"""
