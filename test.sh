#!/usr/bin/env bash
# Sets up what the tests need and runs all of them. The last line is `N passed, N failed, N skipped`.
# TETRABRIDGE_PEERS=FOLDER  also runs the tests against real servers that stand there.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1

command -v dotnet >/dev/null || { echo "dotnet is missing: install the .NET 10 SDK (https://dot.net)" >&2; exit 1; }

dotnet build TetraBridge.sln -c Release -v quiet || { echo "0 passed, 1 failed"; exit 1; }

# The end-to-end tests start what users start: the published program, compiled ahead. Where the compiler for that can't be restored, the published program without it.
case $(uname -m) in aarch64) runtime=linux-arm64 ;; *) runtime=linux-x64 ;; esac
publish() { dotnet publish src/TetraBridge -c Release -r "$runtime" --no-self-contained -v quiet -o tests/TetraBridge.EndToEnd/bin/published "$@"; }
publish || { echo "published without ReadyToRun: its compiler could not be restored" >&2; publish -p:PublishReadyToRun=false; } || { echo "0 passed, 1 failed"; exit 1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# One test program after the other: the end-to-end tests run servers beside the bridge, and two cores are soon full.
dotnet test --solution TetraBridge.sln -c Release --no-build --max-parallel-test-modules 1 "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# The report is long: what failed is named once more at its end, with its first lines.
grep -E -A 6 '^failed ' "$log" | cut -c 1-400 | head -n 200
count() { sed -nE "s/^ *$1: *([0-9]+).*/\1/p" "$log" | tail -n 1; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
