#!/usr/bin/env bash
# For the main branch: what ci/up.sh will do, drift included. Changes nothing.
set -euo pipefail
pulumi preview --stack "$STACK" --refresh --diff --save-plan plan.json
