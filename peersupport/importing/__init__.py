"""Taking entries over from other directories: read, looked at in a preview, then carried out or dropped.

``reading_oruk`` and ``reading_csv`` turn what others publish into facts by field (``values``), ``matching``
says what each would do here, ``preview`` keeps that as a run, ``carrying_out`` does what was chosen.

Nothing here shows what is hidden: an import sets no flag that hides an entry off, makes nobody a peer
supporter, and leaves the status that somebody here has set.
"""
