"""What stands before a desk is open: first run, unlock, the recovery code, and what keeps a desk shut.

May live here: pages that know no customer. They ask and show; whoever opens the desk answers.
"""
