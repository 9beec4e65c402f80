"""`make walks`: write every transcript again, and remove those of programmes that are gone."""

from __future__ import annotations

from tests.walks import HERE, transcripts

if __name__ == "__main__":
    written = transcripts()
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    for path in set(HERE.glob("*.txt")) - set(written):
        path.unlink()
