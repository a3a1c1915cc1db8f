#!/usr/bin/env bash
# W1, 365 days, one thread, whole process with its files, against the barest program for it.
# Pairs run alternately; minima are printed, since everything else on a machine only adds time.
# Usage: benches/w1.sh [pairs, default 7]
set -euo pipefail
cd "$(dirname "$0")/.."
pairs=${1:-7}
export RUSTFLAGS="-C target-cpu=native -C target-feature=-prefer-256-bit"
target=target/w1
cargo build --quiet --release --target-dir "$target"
cargo build --quiet --release --target-dir "$target" --manifest-path benches/limit/Cargo.toml
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
TIMEFORMAT='%R %U %S'

# Seconds of the wall clock and of the processor that a command takes.
seconds() { { time "$@" >"$out/stdout" 2>"$out/stderr"; } 2>&1 | awk '{print $1, $2 + $3}'; }

ours() { "$target/release/tiaokuai" run "scenarios/bench/w1-$1.toml" --threads 1 --out "$out/run" --overwrite; }

printf '%-16s %12s %12s %8s %10s\n' setup 'tiaokuai s' 'limit s' ratio 'of cpu'
for pair in separate-lines:A single-team:B; do
    for _ in $(seq "$pairs"); do
        paste <(seconds ours "${pair%:*}") <(seconds "$target/release/limit" tour4 "${pair#*:}" 365 1)
    done | awk -v setup="${pair%:*}" '
        function least(a, b) { return a == "" || b < a ? b : a }
        { wall = least(wall, $1); cpu = least(cpu, $2); limit = least(limit, $3); limit_cpu = least(limit_cpu, $4) }
        END { printf "%-16s %12.3f %12.3f %8.2f %10.2f\n", setup, wall, limit, wall / limit, cpu / limit_cpu }'
done
