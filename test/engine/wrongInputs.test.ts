import { canary } from "../support/canary";
import { program, requestsDuring, setUp } from "./setUp";

const crm = (inputs: string) => program(`new Act365Instance("crm", { ...keys, ${inputs} });`);

test("wrong inputs are errors that name the input, before any request", async () => {
  const { platform, project } = await setUp(program(""));
  const texts: [string, RegExp][] = [
    [crm(`configuration: ["pagination.max"]`), /configuration/],
    [crm(`events: ["https://example.com"]`), /events/],
    [crm(`baseUrl: "https://api.cloud-elements.com"`), /baseUrl/],
    [
      program(`new Act365Provider("eu", { userSecret: "u", organisationSecret: "o" });`),
      /organisationSecret.*organizationSecret/s,
    ],
  ];
  for (const [text, expected] of texts) {
    project.program(text);
    let output = "";
    const requests = await requestsDuring(platform, async () => {
      output = (await project.up({ fails: true })).output;
    });
    expect(output).toMatch(expected);
    expect(requests).toEqual([]);
  }
});

test("values of inputs that the program made secret are never printed, whatever is wrong with them", async () => {
  const { platform, project } = await setUp(program(""), {
    project: { environment: { SECRET: canary("input") } },
  });
  for (const inputs of [
    "name: pulumi.secret([process.env.SECRET])",
    "tags: pulumi.secret(['pulumi:' + process.env.SECRET])",
    "adoptId: pulumi.secret(process.env.SECRET + ' ')",
    "enabled: pulumi.secret(process.env.SECRET)",
    "verify: pulumi.secret(process.env.SECRET)",
  ]) {
    project.program(crm(inputs));
    // What it prints is scanned for canaries.
    await project.up({ fails: true });
  }
  expect(platform.requests).toEqual([]);
});
