#!/usr/bin/env bash
# For a pull request: what `up` would do, drift included. Changes nothing.
set -euo pipefail
pulumi preview --stack "$STACK" --refresh --diff
