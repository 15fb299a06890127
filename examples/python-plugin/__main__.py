import pulumi
import pulumi_act365 as act365

config = pulumi.Config()

crm = act365.Instance(
    "crm",
    api_key=config.require_secret("apiKey"),
    developer_key=config.require_secret("developerKey"),
    tags=["sales"],
)

pulumi.export("instanceId", crm.instance_id)
pulumi.export("token", crm.token)
