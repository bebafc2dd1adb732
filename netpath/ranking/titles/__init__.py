"""Whether somebody's position is the one that is sought.

A title is folded into words, divided into roles with a status each, searched for the
names of the sought occupation in nine languages, and weighed by the employer. That is
the standard library and hand-written entries. What no entry knows is compared word by
word across languages, and by vectors. Every match says why, and how likely it is.
"""

from netpath.ranking.titles.matcher import TitleMatcher, compile_title, match_title

__all__ = ["TitleMatcher", "compile_title", "match_title"]
