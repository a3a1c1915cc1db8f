#!/usr/bin/env bash
# Processor time (user and system) of four shards and their merge against the whole study at once,
# one thread each, no pictures; alternating, minima. The tables are compared as well. Where valgrind
# is installed the instructions of both are counted too, on a fifth of the worlds: other work on the
# machine does not move them.
# Usage: benches/shards.sh [pairs, default 5] [replications, default 40]
set -euo pipefail
cd "$(dirname "$0")/.."
pairs=${1:-5} replications=${2:-40}
cargo build --quiet --release --bin tiaokuai
tiaokuai=$PWD/target/release/tiaokuai
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$tiaokuai" new "$out/study" >"$out/stdout" 2>"$out/stderr"
TIMEFORMAT='%U %S'
cpu() { { time "$@" >"$out/stdout" 2>"$out/stderr"; } 2>&1 | awk '{ print $1 + $2 }'; }
under=()
run() { "${under[@]}" "$tiaokuai" run "$out/study/experiment.toml" --threads 1 --replications "$replications" --overwrite "$@"; }
whole() { run --plots none --out "$out/whole"; }
sharded() {
    for shard in 1 2 3 4; do run --shard "$shard/4" --out "$out/shard-$shard"; done
    "${under[@]}" "$tiaokuai" merge "$out"/shard-? --threads 1 --plots none --out "$out/merged" --overwrite
}
# Instructions of all processes of a command.
counted() { "$@" 2>&1 >"$out/stdout" | awk '/ refs:/ { gsub(",", ""); sum += $NF } END { printf "%.0f", sum }'; }
for _ in $(seq "$pairs"); do
    paste <(cpu whole) <(cpu sharded)
done | awk '
    function least(a, b) { return a == "" || b < a ? b : a }
    { whole = least(whole, $1); sharded = least(sharded, $2) }
    END { printf "whole %.2f s, four shards and merge %.2f s: %+.1f %%\n", whole, sharded, 100 * (sharded / whole - 1) }'
diff -r -q -x manifest.json -x journal -x lock "$out/whole" "$out/merged" && echo 'the files are the same'

if command -v valgrind >"$out/stdout"; then
    replications=$((replications / 5))
    under=(valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file="$out/counts")
    awk -v whole="$(counted whole)" -v sharded="$(counted sharded)" 'BEGIN {
        printf "instructions: whole %.2f G, four shards and merge %.2f G: %+.1f %%\n", whole / 1e9, sharded / 1e9, 100 * (sharded / whole - 1) }'
fi
