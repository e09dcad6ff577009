/** Who may import whom, as told in CONTRIBUTING.md. Tests may import what they need. */

const production = '^(domain|workflows|activities|delivery|letters|scanning|worker|web|prisma)/';
/** Arbitraries are what property tests draw their examples from. */
const tests = '(\\.test|/arbitraries)\\.ts$';

/** @param {{ name: string, comment: string, from: object, to: object }} rule */
const forbid = (rule) => ({ severity: 'error', ...rule });

module.exports = {
  forbidden: [
    forbid({
      name: 'domain-is-rules-only',
      comment: 'domain/ holds rules without I/O, usable inside a workflow: it imports only itself.',
      from: { path: '^domain/', pathNot: tests },
      to: { pathNot: ['^domain/', '^node_modules/(zod|temporal-polyfill)/'] },
    }),
    forbid({
      name: 'workflows-are-deterministic',
      comment:
        'workflows/ imports domain/, @temporalio/workflow and @temporalio/common; activities by `import type` only.',
      from: { path: '^workflows/', pathNot: tests },
      to: {
        pathNot: ['^workflows/', '^domain/', '^activities/', '^node_modules/@temporalio/(workflow|common)/'],
      },
    }),
    forbid({
      name: 'workflows-name-activities-by-type',
      comment: 'A workflow asks for activities by their type; their code must not enter its bundle.',
      from: { path: '^workflows/', pathNot: tests },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    }),
    forbid({
      name: 'activities-reach-processes-by-port',
      comment:
        'activities/ imports domain/, prisma/ and letters/, and reaches other processes by the port `processes`.',
      from: { path: '^activities/', pathNot: tests },
      to: {
        path: [
          '^(delivery|worker|web|embedded|bench|faults|journeys|testing|scripts)/',
          '^workflows/(?!messages\\.ts$)',
          '^node_modules/@temporalio/(client|worker|workflow|testing)/',
        ],
      },
    }),
    forbid({
      name: 'activities-know-messages-by-type',
      comment: 'An activity knows the shape of a message; sending one is for delivery/.',
      from: { path: '^activities/', pathNot: tests },
      to: { path: '^workflows/messages\\.ts$', dependencyTypesNot: ['type-only'] },
    }),
    forbid({
      name: 'delivery-carries-commands',
      comment:
        'delivery/ imports domain/, prisma/, @temporalio/client and workflows/{messages,describe}.ts: it carries, others decide.',
      from: { path: '^delivery/', pathNot: tests },
      to: {
        path: [
          '^(activities|letters|worker|web|embedded|bench|faults|journeys|testing|scripts)/',
          '^workflows/(?!(messages|describe)\\.ts$)',
          '^node_modules/@temporalio/(worker|activity|workflow|testing)/',
        ],
      },
    }),
    forbid({
      name: 'letters-come-from-records',
      comment: 'letters/ turns facts into files: it imports domain/ only.',
      from: { path: '^letters/', pathNot: tests },
      to: { path: '^[^/]+/', pathNot: ['^letters/', '^domain/', '^node_modules/(?!@temporalio/|@prisma/)'] },
    }),
    forbid({
      name: 'web-knows-messages-only',
      comment:
        'web/ imports domain/, prisma/, delivery/ and workflows/messages.ts: people decide there, processes move elsewhere.',
      from: { path: '^web/', pathNot: tests },
      to: {
        path: [
          '^(activities|letters|worker|embedded|bench|faults|journeys|testing)/',
          '^scripts/(?!is-main\\.ts$)',
          '^workflows/(?!messages\\.ts$)',
          '^node_modules/@temporalio/(worker|activity|workflow|testing)/',
        ],
      },
    }),
    forbid({
      name: 'worker-loads-workflows-by-path',
      comment: 'worker/ imports activities/ and loads the workflows as a bundle, by path.',
      from: { path: '^worker/', pathNot: tests },
      to: {
        path: ['^(web|embedded|bench|faults|journeys|testing|scripts)/', '^workflows/(?!messages\\.ts$)'],
        dependencyTypesNot: ['type-only'],
      },
    }),
    forbid({
      name: 'scanning-looks-at-files',
      comment: 'scanning/ asks the virus scanner, for web and worker: it imports prisma/ only.',
      from: { path: '^scanning/', pathNot: tests },
      to: {
        path: '^[^/]+/',
        pathNot: ['^scanning/', '^prisma/', '^node_modules/(?!@temporalio/)'],
        dependencyTypesNot: ['core'],
      },
    }),
    forbid({
      name: 'prisma-stands-alone',
      comment: 'prisma/ imports domain/ only; its seed also starts processes, by activities/ and delivery/.',
      from: { path: '^prisma/', pathNot: [tests, '^prisma/(generated|seed)/'] },
      to: {
        path: '^(workflows|activities|delivery|letters|worker|web|embedded|bench|faults|journeys|testing|scripts)/',
      },
    }),
    forbid({
      name: 'seed-starts-processes',
      comment: 'prisma/seed/ imports domain/, prisma/, activities/ and delivery/.',
      from: { path: '^prisma/seed/', pathNot: tests },
      to: { path: '^(workflows|letters|worker|web|embedded|bench|faults|journeys|testing|scripts)/' },
    }),
    forbid({
      name: 'production-knows-no-embedded-part',
      comment: 'embedded/ and testing/ are for `npm start` and for tests; the product runs without them.',
      from: { path: production, pathNot: tests },
      to: { path: '^(embedded|testing)/' },
    }),
    forbid({
      name: 'production-needs-no-development-package',
      comment: 'A package used by the running product stands under "dependencies".',
      from: { path: production, pathNot: [tests, '^prisma/generated/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    }),
    forbid({
      name: 'no-circles',
      comment: 'Two files that import each other are one thought in two places.',
      from: { pathNot: '^prisma/generated/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    }),
    forbid({
      name: 'everything-resolves',
      comment: 'The import leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    }),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated/', '^web/generated/'] },
    exclude: { path: ['^dist/', '^\\.data/', '^\\.tmp/', '^web/generated/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
