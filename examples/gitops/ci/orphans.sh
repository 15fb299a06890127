#!/usr/bin/env bash
# Every night: fails if there are instances of this stack that its state does not hold. Changes nothing.
set -euo pipefail
# --no: what `npm ci` has installed, or nothing.
npx --no pulumi-act365 orphans --stack "$STACK"
