#!/usr/bin/env bash
# For the main branch: brings the platform to what the program declares, also where others changed something.
set -euo pipefail
pulumi up --stack "$STACK" --refresh --yes --skip-preview
