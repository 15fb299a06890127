#!/usr/bin/env bash
# By hand, after a runner died in the middle of `up`: takes its lock away and repeats the `up`. Make sure first that no
# other one is running. Once it is through, ci/orphans.sh finds nothing of the dead run any more.
set -euo pipefail
pulumi cancel --stack "$STACK" --yes
"$(dirname "$0")/up.sh"
