// The real engine starts several processes for each command, and two test files may share two cores.
jest.setTimeout(300_000);
