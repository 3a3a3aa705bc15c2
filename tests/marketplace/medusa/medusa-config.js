// The test shop: no web pages, photos kept in a folder, texts in several languages.
const { defineConfig } = require("@medusajs/framework/utils")

const photos = {
  upload_dir: "static",
  private_upload_dir: "static",
  backend_url: `http://127.0.0.1:${process.env.PORT}/static`,
}

module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { connection: { ssl: false } },
    http: {
      storeCors: "*",
      adminCors: "*",
      authCors: "*",
      jwtSecret: "test-only",
      cookieSecret: "test-only",
    },
  },
  featureFlags: { translation: true },
  modules: [
    { resolve: "@medusajs/medusa/translation" },
    {
      resolve: "@medusajs/medusa/file",
      options: {
        providers: [{ resolve: "@medusajs/medusa/file-local", id: "local", options: photos }],
      },
    },
  ],
})
