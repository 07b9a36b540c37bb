#!/usr/bin/env python3
"""Selects test fixtures from labelled recordings: select.py RECORDINGS TARGET.

Small recordings are taken whole. Of the big ones: every line with a category other than library, a near miss, an ambiguity or an extension, and every
20th of the rest. Lines are copied unchanged. A truth row's `line` counts the selected lines; `source_line` is the line in the recording.
Output is the same bytes for the same input.
"""
import gzip
import json
import pathlib
import sys

BIG = {"noise-big", "noise-desk", "k8s-full-a", "k8s-612-a"}
EVERY = 20


def marked(truth):
    return set(truth["categories"]) - {"library"} or any(truth.get(key) for key in ("near_miss", "ambiguous", "extension"))


def pack(path, lines):
    with open(path, "wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as out:
        out.writelines(lines)


def main(recordings, target):
    for folder in sorted(path for path in pathlib.Path(recordings).iterdir() if (path / "truth.jsonl.gz").exists()):
        events = gzip.open(folder / "export.jsonl.gz").readlines()
        truths = [json.loads(line) for line in gzip.open(folder / "truth.jsonl.gz")]
        assert len(events) == len(truths), folder
        whole = folder.name not in BIG
        chosen = [i for i, truth in enumerate(truths) if whole or marked(truth) or i % EVERY == 0]
        rows = [dict(truths[i], line=n, source_line=truths[i]["line"]) for n, i in enumerate(chosen, 1)]
        out = pathlib.Path(target) / folder.name
        out.mkdir(parents=True, exist_ok=True)
        pack(out / "export.jsonl.gz", [events[i] for i in chosen])
        pack(out / "truth.jsonl.gz", [json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows])
        print(f"{folder.name}: {len(chosen)} of {len(events)} lines")


if __name__ == "__main__":
    main(*sys.argv[1:])
