#!/usr/bin/env bash
# For the main branch: does what ci/plan.sh has shown, and fails where more would be needed by now.
set -euo pipefail
pulumi up --stack "$STACK" --refresh --yes --skip-preview --plan plan.json
