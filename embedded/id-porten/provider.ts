import { createHmac } from 'node:crypto';
import type { JWK } from 'jose';
import { type Configuration, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { logOutPage, messagePage } from './pages.js';
import { parts, standInTenant, type StandsFor } from './stands-for.js';

export type ProviderOptions = {
  /** "http://127.0.0.1:<port>/idporten" */
  issuer: string;
  /** The private key that signs ID tokens and log-out tokens. */
  key: JWK;
  /** The keys that hide pids in `sub`, and sign cookies. */
  secret: string;
  client: { id: string; publicKey: JWK; baseUrl: string };
  /** Whom it stands for: ID-porten, or a provider for the state’s own people that speaks as Entra ID does. */
  standsFor: StandsFor;
};

const levels = { substantial: 'idporten-loa-substantial', high: 'idporten-loa-high' } as const;

/**
 * OpenID Connect as ID-porten speaks it: PKCE demanded, private_key_jwt, PAR, the claims of its ID token, a `sub` that
 * does not tell the pid, log-out from either side. Source: docs.digdir.no, OIDC protocol of ID-porten.
 */
export function createProvider({ issuer, key, secret, client, standsFor }: ProviderOptions): Provider {
  const part = parts[standsFor];
  const configuration: Configuration = {
    clients: [
      {
        client_id: client.id,
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [client.publicKey] },
        redirect_uris: [client.baseUrl + part.callback],
        post_logout_redirect_uris: [`${client.baseUrl}/`],
        backchannel_logout_uri: client.baseUrl + part.backChannel,
        backchannel_logout_session_required: true,
        response_types: ['code'],
        grant_types: ['authorization_code'],
        subject_type: 'pairwise',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [secret] },
    pkce: { required: () => true },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_context, accountId, { clientId }) =>
      createHmac('sha256', secret).update(`${clientId} ${accountId}`).digest('base64url'),
    conformIdTokenClaims: false,
    claims: { openid: ['sub', ...part.claims, 'acr', 'amr', 'auth_time', 'sid'], profile: [] },
    acrValues: Object.values(levels),
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, pid: accountId, oid: accountId, tid: standInTenant, locale: 'nb' }),
    }),
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = logOutPage(form);
        },
        postLogoutSuccessSource: (context) => {
          context.body = messagePage('Du er logget ut', 'Du kan lukke vinduet.');
        },
      },
    },
    interactions: { url: (_context, { uid }) => `${new URL(issuer).pathname}/velg/${uid}`, policy: policy() },
    loadExistingGrant,
    renderError: (context, { error, error_description: description }) => {
      context.type = 'html';
      context.body = messagePage('Innloggingen stoppet', [error, description].filter(Boolean).join(': '));
    },
    // The provider's own fetch refuses addresses of this machine, and the product's back channel is one.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined } as object),
    ttl: { Interaction: 600, Session: 7_200, Grant: 7_200, AccessToken: 120, IdToken: 120 },
  };
  return new Provider(issuer, configuration);
}

/** The level that a request's acr_values, in order of preference, ask for. */
export function wantedLevel(acrValues: unknown): string {
  const [first] = typeof acrValues === 'string' ? acrValues.split(' ') : [];
  return first === levels.high ? levels.high : levels.substantial;
}

/** Who has logged in at the lower level and is asked for the higher one must log in again. */
function policy() {
  const { Check, base } = interactionPolicy;
  const prompts = base();
  const stepUp = new Check('higher_level', 'A higher level is asked for', ({ oidc }) => {
    return wantedLevel(oidc.params?.['acr_values']) === levels.high && oidc.session?.acr !== levels.high;
  });
  prompts.get('login')?.checks.add(stepUp);
  return prompts;
}

/** ID-porten asks nobody for consent. */
async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { client, provider, session } = oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known ? await provider.Grant.find(known) : undefined;
  if (found) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}
