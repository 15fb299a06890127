const { projects } = require("../jest.config.js");

const engine = projects.find(({ displayName }) => displayName === "engine");

/** What records fixtures with the real engine: `npm run record-state`. */
module.exports = { ...engine, displayName: "record", rootDir: "..", testMatch: ["<rootDir>/test/**/*.record.ts"] };
