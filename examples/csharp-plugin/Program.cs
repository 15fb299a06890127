using System.Collections.Generic;
using Pulumi;
using Act365 = PulumiAct365.Act365;

return await Deployment.RunAsync(() =>
{
    var config = new Config();

    var crm = new Act365.Instance("crm", new()
    {
        ApiKey = config.RequireSecret("apiKey"),
        DeveloperKey = config.RequireSecret("developerKey"),
        Tags = new[] { "sales" },
    });

    return new Dictionary<string, object?>
    {
        ["instanceId"] = crm.InstanceId,
        ["token"] = crm.Token,
    };
});
