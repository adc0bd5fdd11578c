#!/bin/sh
# How the defaults of a search were chosen: fusion, weight, depth and BM25 on training queries, never on test queries.
#   BEIR_HOME=… eval/choose-defaults.sh      after `mvn -q package -DskipTests`; about 10 minutes on two cores
# Prints one line a setting: data set, split, setting, nDCG@10 of the keyword side, the vector side and the hybrid.
set -eu
cd "$(dirname "$0")/.."
out=$(mktemp)
trap 'rm -f "$out"' EXIT

measure() { # set split options…
  set_name=$1
  split=$2
  shift 2
  target/nearfield/bin/nearfield eval "$BEIR_HOME/$set_name" --split "$split" --modes hybrid "$@" >"$out" 2>/dev/null
  printf '%-9s %-6s %-62s %s\n' "$set_name" "$split" "$*" \
    "$(awk '/keyword|vector|hybrid/ && NF == 8 { printf "%s %s  ", $1, $6 }' "$out")"
}

both() {
  measure scifact train "$@"
  measure nfcorpus dev "$@"
}

for bm25 in '--k1 0.9 --b 0.4' '--k1 1.2 --b 0.75'; do
  for weight in 0.4 0.5 0.6; do
    both $bm25 --fusion minmax --weight $weight --candidates 1000
  done
  both $bm25 --fusion rrf --weight 0.5 --candidates 1000
  both $bm25 --fusion rrf --weight 0.6 --candidates 1000
done
for depth in 100 200 500; do
  both --k1 0.9 --b 0.4 --fusion minmax --weight 0.5 --candidates $depth
done
