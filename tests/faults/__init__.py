"""Tools that break a store in every way a computer can, and see what is left of it.

``killing`` ends processes, ``power`` cuts the current, ``errors`` fails every statement,
write and free page, ``crowd`` lets many processes at one store, ``flips`` damages its
bytes, ``machine`` compares long histories with a plain model. Each module has a
``run(count, seed)`` that gives a report; ``python -m faults --help`` runs them by hand.
"""
