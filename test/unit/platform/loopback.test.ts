import { isLoopback } from "../../../provider/src/platform/loopback";

test.each([
  "http://localhost:8365",
  "http://LOCALHOST",
  "https://127.0.0.1:1",
  "http://127.1",
  "http://127.255.255.255",
  "http://[::1]:8365",
  "http://[0:0:0:0:0:0:0:1]",
])("%s is this machine", (url) => {
  expect(isLoopback(new URL(url).hostname)).toBe(true);
});

test.each([
  "http://api.cloud-elements.com",
  "http://128.0.0.1",
  "http://1.127.0.0",
  "http://127.0.0.1.example.com",
  "http://localhost.example.com",
  "http://notlocalhost",
  "http://[::2]",
])("%s is not this machine", (url) => {
  expect(isLoopback(new URL(url).hostname)).toBe(false);
});
