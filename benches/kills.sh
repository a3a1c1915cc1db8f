#!/usr/bin/env bash
# Kills a study of 18 runs with -9 at so many random moments, resumes it each time and compares every
# file but manifest, journal and lock with those of a study that was left alone.
# Usage: benches/kills.sh [kills, default 50]
set -euo pipefail
cd "$(dirname "$0")/.."
KILLS=${1:-50} cargo test --quiet --test suite -- --ignored --exact --nocapture \
    cli::survival::a_study_killed_at_random_moments_is_the_same_each_time
