#!/bin/sh
# Prints the result of a query as a snapshot of a segment: a record for each LINE user id, and the end
# record that says how many there are. The query is a command that prints one id a line:
#
#   ./snapshot.sh 'Spring sale' "$(date +%Y%m%d%H%M%S)" \
#       psql -At -d shop -c 'select line_uid from spring_sale' |
#     kafka-console-producer.sh --bootstrap-server kafka:9092 --topic segment-snapshots
#
# If the query fails, nothing is printed, so that a half of its result is never taken for all of it.
set -eu

if [ $# -lt 3 ]; then
  echo "usage: $0 SEGMENT SNAPSHOT COMMAND [ARGUMENT ...]" >&2
  exit 2
fi
segment=$1
snapshot=$2
shift 2

result=$(mktemp)
trap 'rm -f "$result"' EXIT
"$@" > "$result"

json() {
  printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g'
}

sed 's/\\/\\\\/g; s/"/\\"/g; s/^[[:space:]]*//; s/[[:space:]]*$//; /^$/d' "$result" |
  LC_ALL=C sort -u |
  segment=$(json "$segment") snapshot=$(json "$snapshot") awk '
    BEGIN {
      of = "\"segment_name\":\"" ENVIRON["segment"] "\",\"segment_snapshot\":\"" ENVIRON["snapshot"] "\""
    }
    { print "{" of ",\"line_uid\":\"" $0 "\"}" }
    END { print "{" of ",\"segment_action\":\"complete\",\"segment_size\":" NR "}" }'
