// An OpenID provider on 127.0.0.1 for the tests: whoever signs in as NAME is the person of that name in ACCOUNTS.
import { readFileSync } from "node:fs";
import Provider from "oidc-provider";

const [port, accountsFile, returnTo] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "pitchdeck",
      client_secret: "the provider and pitchdeck know it",
      redirect_uris: [returnTo],
      post_logout_redirect_uris: [returnTo.replace("/oidc/return", "")],
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
  scopes: ["openid", "email", "profile", "groups"],
  cookies: { keys: ["only for tests"] },
  features: { devInteractions: { enabled: true } },
  // Read anew each time: a test may change what a person is.
  async findAccount(_ctx, id) {
    const account = JSON.parse(readFileSync(accountsFile, "utf8"))[id];
    return account && { accountId: id, claims: async () => ({ sub: id, ...account }) };
  },
});

provider.listen(Number(port), "127.0.0.1", () => console.log("open"));
