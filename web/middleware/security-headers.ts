import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Nothing inline, nothing from elsewhere, in no one’s frame. Forms may go to us and, through the log-out’s redirect, to `signOut`,
 * the origins of the log-in service.
 */
export function securityHeaders(baseUrl: string, signOut: () => readonly string[]): RequestHandler {
  const https = baseUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        frameSrc: ["'self'"],
        formAction: ["'self'", () => signOut().join(' ')],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
}
