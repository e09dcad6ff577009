import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What no page of ours asks a browser for. */
const refusedFeatures = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'publickey-credentials-get', 'usb'] as const; // prettier-ignore
const permissionsPolicy = refusedFeatures.map((feature) => `${feature}=()`).join(', ');

/**
 * Nothing inline, nothing from elsewhere, in no one’s frame. Forms may go to us and, through the log-out’s redirect, to `signOut`,
 * the origins of the log-in service.
 */
export function securityHeaders(baseUrl: string, signOut: () => readonly string[]): RequestHandler {
  const https = baseUrl.startsWith('https:');
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'", () => signOut().join(' ')],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
  });
  return (req, res, next) => {
    res.set('Permissions-Policy', permissionsPolicy);
    protect(req, res, next);
  };
}
