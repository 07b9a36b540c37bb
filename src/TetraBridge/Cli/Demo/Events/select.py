#!/usr/bin/env python3
"""Selects the events of the demo: select.py FIXTURES/recorded TARGET.jsonl.gz.

The first lines of some recordings, few of library loads, unchanged and in the order in which they were recorded; of lines that share a uid (a process
told again at an agent's start, a library loaded twice) only the first, so that what arrives can be counted. Output is the same bytes for the same input.
"""
import gzip
import json
import pathlib
import sys

RECORDINGS = [
    "tmp-execs-a", "sudo-a", "suid-a", "fscaps-a", "setuid-a", "userns-a", "capset-a", "fileless-a", "unlinked-a", "ebpf-a", "module-a", "library-a",
    "ssh-a", "egress-a", "k8s-cluster-a", "kinds-a",
]
MOST = 110
MOST_LOADS = 20


def identity(line):
    event = json.loads(line)
    kind = next(key for key in event if key not in ("node_name", "time", "cluster_name", "node_labels"))
    process = event[kind].get("process") or {}
    if "procFS" in process.get("flags", ""):
        return event.get("node_name"), kind, process["exec_id"]
    if kind == "process_loader":
        return event.get("node_name"), kind, process["exec_id"], event[kind].get("path"), event[kind].get("buildid")
    return line


def main(recorded, target):
    chosen = [(name, gzip.open(pathlib.Path(recorded) / name / "export.jsonl.gz").readlines()) for name in RECORDINGS]
    chosen.sort(key=lambda recording: max(json.loads(line).get("time", "") for line in recording[1]))
    seen = set()
    with open(target, "wb") as raw, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as out:
        for name, lines in chosen:
            loads = 0
            fresh = []
            for line in lines:
                is_load = b'"process_loader":' in line
                if len(fresh) < MOST and not (is_load and loads == MOST_LOADS) and identity(line) not in seen:
                    seen.add(identity(line))
                    loads += is_load
                    fresh.append(line)
            out.writelines(fresh)
            print(f"{name}: {len(fresh)} of {len(lines)} lines")


if __name__ == "__main__":
    main(*sys.argv[1:])
