#!/usr/bin/env bash
# By hand, after a runner died in the middle of `up`: takes its lock away and repeats the `up`. Make sure first that no
# other one is running. What ci/orphans.sh still finds afterwards is no longer declared.
set -euo pipefail
pulumi cancel --stack "$STACK" --yes
pulumi up --stack "$STACK" --refresh --yes --skip-preview
