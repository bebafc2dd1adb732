"""Makes anew what hand-written files come to: ``python -m titled.compile`` in ``tests/``.

With ``--vectors`` the table of title vectors is learned too, which takes a minute.
"""

import sys

from netpath.ranking.titles import glossary, lexicon
from netpath.ranking.titles.contrast import learn
from netpath.ranking.titles.knowledge import VECTORS
from netpath.ranking.titles.learning import save_table, titles_of


def main():
    """Write the files."""
    lexicon.COMPILED.write_bytes(lexicon.compile_entries())
    glossary.COMPILED.write_bytes(glossary.compile_words())
    if "--vectors" in sys.argv:
        titles, kin = titles_of(lexicon.written(), glossary.glossary())
        save_table(learn(titles, kin), VECTORS)
        VECTORS.chmod(0o644)
    for file in (lexicon.COMPILED, glossary.COMPILED, VECTORS):
        size = file.stat().st_size if file.exists() else 0
        sys.stdout.write(f"{file.name}: {size:,} bytes\n")


if __name__ == "__main__":
    main()
