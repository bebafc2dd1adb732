"""Who is who of one file of rows, by one tool each: ``with_TOOL.py ROWS.csv ANSWER.json``.

Each runs in a process of its own and, where the tool wants other libraries than netpath
does, by an interpreter of its own.
"""
