package example;

import com.pulumi.Pulumi;
import io.github.pulumiact365.act365.Instance;
import io.github.pulumiact365.act365.InstanceArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var config = ctx.config();

            var crm = new Instance("crm", InstanceArgs.builder()
                .apiKey(config.requireSecret("apiKey"))
                .developerKey(config.requireSecret("developerKey"))
                .tags("sales")
                .build());

            ctx.export("instanceId", crm.instanceId());
            ctx.export("token", crm.token());
        });
    }
}
