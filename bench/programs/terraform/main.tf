terraform {
  required_providers {
    restapi = { source = "Mastercard/restapi" }
  }
}

variable "url" { type = string }
variable "authorization" {
  type      = string
  sensitive = true
}
variable "api_key" {
  type      = string
  sensitive = true
}
variable "developer_key" {
  type      = string
  sensitive = true
}
variable "instances" { type = number }
variable "prefix" { type = string }

provider "restapi" {
  uri                  = var.url
  write_returns_object = true
  update_method        = "PATCH"
  headers = {
    Authorization  = var.authorization
    "Content-Type" = "application/json"
  }
}

resource "restapi_object" "crm" {
  count = var.instances
  path  = "/instances"
  data = jsonencode({
    name          = "${var.prefix}-${count.index}"
    element       = { key = "actessentials" }
    tags          = ["sales"]
    configuration = { username = var.api_key, password = var.developer_key }
  })
  # The platform adds keys, and masks this one.
  ignore_server_additions = true
  ignore_changes_to       = ["configuration.password"]
}
