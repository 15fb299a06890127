#!/usr/bin/env bash
# For a merge request: what its change would do. Sends nothing to the platform, so it needs no credentials of it.
set -euo pipefail
pulumi preview --stack "$STACK" --diff
