// Fills the empty test shop over its own interface, and prints the keys as NAME=VALUE lines:
// five currencies with a region each, three languages, a category, and a second sales channel
// (with only one, Medusa's Store API shows products that are linked to no channel at all).
const base = `http://127.0.0.1:${process.env.PORT}`
const { MEDUSA_ADMIN_EMAIL: email, MEDUSA_ADMIN_PASSWORD: password } = process.env
let auth = {}

async function api(method, path, body) {
  const reply = await fetch(base + path, {
    method,
    headers: { "content-type": "application/json", ...auth },
    body: body && JSON.stringify(body),
  })
  const json = await reply.json()
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(json)}`)
  return json
}

const { token } = await api("POST", "/auth/user/emailpass", { email, password })
auth = { authorization: "Bearer " + token }

const [store] = (await api("GET", "/admin/stores?fields=id,default_sales_channel_id")).stores
await api("POST", `/admin/stores/${store.id}`, {
  name: "Etalase test shop",
  supported_currencies: ["idr", "usd", "eur", "gbp", "sar"].map((code, i) => ({
    currency_code: code,
    is_default: i === 0,
  })),
  supported_locales: ["id-ID", "en-US", "ar-SA"].map((code) => ({ locale_code: code })),
})

const regions = [
  ["Indonesia", "idr", ["id"]],
  ["United States", "usd", ["us"]],
  ["Eurozone", "eur", ["it", "de"]],
  ["United Kingdom", "gbp", ["gb"]],
  ["Gulf", "sar", ["sa"]],
]
for (const [name, currency_code, countries] of regions)
  await api("POST", "/admin/regions", { name, currency_code, countries })

await api("POST", "/admin/sales-channels", { name: "Other channel" })
await api("POST", "/admin/product-categories", { name: "Makanan", handle: "makanan", is_active: true })

const newKey = async (title, type) =>
  (await api("POST", "/admin/api-keys", { title, type })).api_key
const secret = await newKey("etalase", "secret")
const storefront = await newKey("storefront", "publishable")
await api("POST", `/admin/api-keys/${storefront.id}/sales-channels`, {
  add: [store.default_sales_channel_id],
})
console.log(`MEDUSA_SECRET_KEY=${secret.token}
MEDUSA_PUBLISHABLE_KEY=${storefront.token}
MEDUSA_SALES_CHANNEL=${store.default_sales_channel_id}`)
