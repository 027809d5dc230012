#!/bin/sh
# What a newcomer wants to see, by the commands that a newcomer would type; `make demo` runs it. A second run changes nothing.
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
unset GONGWEN_GRAPH # the demonstration has a graph of its own, .gongwen/graph, whatever else is used here
export PYTHONUTF8=1

run() {
    printf '\n$ gongwen'
    for word in "$@"; do
        case $word in *' '*) printf " '%s'" "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    printf '\n'
    gongwen "$@"
}

run ingest --unsectioned corpus/notices
run query counts
run tasks --agency 区发展改革委
run query 'MATCH (d:Document)-[:HAS_TARGET]->(t:Target) WHERE d.id = $document
    RETURN t.indicator AS indicator, t.comparator AS is, t.value AS value, t.unit AS unit, t.kind AS kind, t.deadline AS by, t.quote AS quote
    ORDER BY t.order' -p document=铜府〔2023〕90号
run query citations_out -p document=铜府〔2023〕90号

cat <<'END'

The notices are in .gongwen/graph now. To go on:

  . .venv/bin/activate
  gongwen inspect corpus/notices/铜府〔2023〕90号.txt
  gongwen extract --format html -o notice.html corpus/notices/铜府〔2023〕90号.txt    # then open notice.html
  gongwen queries                                                              # what else can be asked
END
