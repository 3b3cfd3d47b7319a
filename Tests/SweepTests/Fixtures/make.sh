#!/bin/sh
# Makes what an older version leaves behind: make.sh COMMIT FOLDER (see README.md).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git clone -q "$(git -C "$here" rev-parse --show-toplevel)" "$work/code"
git -C "$work/code" checkout -q "$1"
swift build --package-path "$work/code" -c release --product sweep
mkdir "$work/run"
cp "$here/tiny.json" "$work/run"
(cd "$work/run" && "$work/code/.build/release/sweep" run tiny.json -j 1 -q)
find "$work/run" \( -name '*.png' -o -name '*.lock' -o -name 'report.*' \) -delete
find "$work/run" -type d -empty -delete
rm -rf "${here:?}/$2"
cp -R "$work/run" "$here/$2"
