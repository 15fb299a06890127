#!/usr/bin/env bash
# Every night: fails if somebody changed an instance by hand. Changes nothing.
set -euo pipefail
pulumi refresh --stack "$STACK" --preview-only --expect-no-changes --diff
