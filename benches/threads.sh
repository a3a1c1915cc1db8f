#!/usr/bin/env bash
# A study of 200 runs on one thread and on two, by the wall clock; beside it what the machine itself
# loses: one single-threaded process alone, and two of them at once. Alternating, minima.
# Usage: benches/threads.sh [rounds, default 5]
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
cargo build --quiet --release --bin tiaokuai
tiaokuai=$PWD/target/release/tiaokuai
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$tiaokuai" new "$out/study" >"$out/stdout" 2>"$out/stderr"
# Two of the three setups: 100 worlds are 200 runs.
sed -i '/^hub/d' "$out/study/experiment.toml"
TIMEFORMAT='%R'
wall() { { time "$@" >"$out/stdout" 2>"$out/stderr"; } 2>&1 | tail -n 1; }
study() { "$tiaokuai" run "$out/study/experiment.toml" --threads "$1" --replications "$2" --plots none --out "$out/$3" --overwrite; }
both() {
    study 1 50 a &
    study 1 50 b
    wait
}
study 2 100 two >"$out/stdout" 2>"$out/stderr"
grep -m 1 '"planned"' "$out/two/manifest.json"
for _ in $(seq "$rounds"); do
    echo "$(wall study 1 100 one) $(wall study 2 100 two) $(wall study 1 50 a) $(wall both)"
done | awk '
    function least(a, b) { return a == "" || b < a ? b : a }
    { one = least(one, $1); two = least(two, $2); alone = least(alone, $3); both = least(both, $4) }
    END {
        printf "one thread %.2f s, two threads %.2f s: %.2f times\n", one, two, one / two
        printf "control: one process %.2f s, two at once %.2f s: %.2f times\n", alone, both, 2 * alone / both
    }'
