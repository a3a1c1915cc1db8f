#!/usr/bin/env bash
# Peak memory of the whole process by the number of runs: a small county, two setups compared,
# everything measured, and the same with the headline measures only.
# Usage: benches/memory.sh [runs ..., default 1000 10000 100000]
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- 1000 10000 100000
cargo build --quiet --release --bin tiaokuai
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
study() {
    cat <<TOML
kind = "experiment"
name = { zh = "小县", en = "small county" }
baseline = "lines"
$1
[time]
calendar = "weekdays"
days = 14
warm_up_days = 0
cool_down_days = 0
[county.department.d]
count = 2
[county.township.t]
staff = { each = 1 }
[county.matter.m]
count = 2
lead = "d-#"
rate_per_township_per_year = 300
work_min = { distribution = "exponential", mean = 60 }
[setup.lines.enforcement]
level = "separate-lines"
[setup.team.enforcement]
level = "single-team"
[design]
design = "compare"
replications = 1
TOML
}
mkdir "$out/everything" "$out/headline"
study '' >"$out/everything/experiment.toml"
study '' >"$out/headline/experiment.toml"
cat >>"$out/headline/experiment.toml" <<TOML
[measure]
metrics = ["response_time", "resolution_time", "busy_share"]
populations = ["all"]
TOML
printf '%-12s %10s %10s %10s %14s\n' measured runs 'peak MB' 'cpu s' 'journal MB'
for measured in headline everything; do
    for runs in "$@"; do
        /usr/bin/time -o "$out/time" -f '%M %U %S' target/release/tiaokuai run "$out/$measured/experiment.toml" \
            --replications $((runs / 2)) --plots none --threads 2 --out "$out/run" --overwrite >"$out/stdout" 2>"$out/stderr"
        journal=$(stat -c %s "$out/run/journal/runs")
        awk -v measured="$measured" -v runs="$runs" -v journal="$journal" \
            '{ printf "%-12s %10d %10.0f %10.1f %14.1f\n", measured, runs, $1 / 1024, $2 + $3, journal / 1e6 }' "$out/time"
    done
done
