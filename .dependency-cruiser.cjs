/**
 * Imports run one way: domain ← flows ← stages ← stores, queue, whatsapp, http ← container.
 * test/boundaries/boundaries.test.ts plants a violation of every rule: a rule without one fails there.
 */

const product = '^(src|flows|webhooks|models)/';
/** Folders that implement what the stages ask for. Every other folder of src/ is a stage, or below one. */
const outer = 'stores|queue|whatsapp|http';
/** The interface through which anybody may say "look at this id". */
const wake = '^src/queue/wake\\.ts$';
/** The one composition root. */
const container = '^src/container(/|\\.ts$)';
/** What builds the whole and starts it: nothing else may know them. */
const entryPoints = ['^src/(server|worker|standalone|cli)\\.ts$', '^src/(cli|processes)/'];

/** `package` is known to `where` alone. */
function only(where, packages) {
  const names = packages.join('|');
  return {
    name: `${packages[0]}-in-its-place`,
    comment: `${packages.join(', ')}: only in ${String(where)}`,
    severity: 'error',
    from: { path: product, pathNot: where },
    to: { path: `(^|/)node_modules/(@types/)?(${names})(/|$)` },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Files that need each other are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-a-leaf',
      comment: 'The words import nothing: no package, no built-in.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'flows-are-pure',
      comment: 'A flow sees the words and other flows. No package, no built-in, no database.',
      severity: 'error',
      from: { path: '^flows/' },
      to: { pathNot: '^(flows|src/domain)/' },
    },
    {
      name: 'models-know-domain-only',
      comment: 'A schema knows mongoose and the words.',
      severity: 'error',
      from: { path: '^models/' },
      to: { pathNot: '^(models|src/domain)/|(^|/)node_modules/(@types/)?mongoose/' },
    },
    {
      name: 'webhooks-know-interfaces-only',
      comment: 'The door stores and queues through interfaces: it knows domain, keys, tenants, telemetry and the wake.',
      severity: 'error',
      from: { path: '^webhooks/' },
      to: { path: '^(src|flows|models)/', pathNot: ['^src/(domain|keys|tenants|telemetry)/', wake] },
    },
    {
      name: 'stages-know-no-outside',
      comment: 'A stage declares the interface it needs beside itself; the outer folders implement it.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${outer}|config|cli|container|processes)/` },
      to: { path: `^(models|webhooks)/|^src/(${outer}|config|cli)/`, pathNot: wake },
    },
    {
      name: 'verifier-runs-anywhere',
      comment: 'It is bundled into the page: no package, no built-in, nothing of a server.',
      severity: 'error',
      from: { path: '^src/(proof/verify|http/proof/page)/', pathNot: '/node-primitives\\.ts$' },
      to: {
        path: '.',
        pathNot:
          '^src/(domain|http/proof/page)/|^src/proof/verify/(?!node-)|^src/proof/(canonical-json|merkle-path|receipt)\\.ts$',
      },
    },
    {
      name: 'outer-folders-stay-apart',
      comment: 'stores, queue, whatsapp and http meet in the container.',
      severity: 'error',
      from: { path: `^src/(${outer})/` },
      to: { path: `^src/(${outer}|cli)/`, pathNot: ['^src/$1/', wake] },
    },
    {
      name: 'base-knows-no-stage',
      comment: 'Keys, telemetry and configuration serve every stage and know none.',
      severity: 'error',
      from: { path: '^src/(keys|telemetry|config)/' },
      to: { path: '^(flows|webhooks|models)/|^src/[^/]+/', pathNot: '^src/(domain|keys|telemetry|config)/' },
    },
    {
      name: 'container-is-the-root',
      comment: 'Only the entry points build the whole.',
      severity: 'error',
      from: { path: product, pathNot: [...entryPoints, container] },
      to: { path: [container, ...entryPoints] },
    },
    {
      name: 'product-knows-no-scripts',
      comment: 'Only stand-alone mode starts servers of its own.',
      severity: 'error',
      from: { path: product },
      to: { path: '^(scripts|test)/', pathNot: '^scripts/services/' },
    },
    {
      name: 'services-for-stand-alone-only',
      comment: 'Everything else is told where MongoDB and Redis are.',
      severity: 'error',
      from: { path: product, pathNot: '^src/standalone\\.ts$' },
      to: { path: '^scripts/services/' },
    },
    {
      name: 'services-know-domain-only',
      comment: 'Stand-alone mode ships them: they need no other part of the product, and no test.',
      severity: 'error',
      from: { path: '^scripts/services/' },
      to: { path: '^(src|flows|webhooks|models|test|scripts)/', pathNot: '^(src/domain|scripts/services)/' },
    },
    // The container holds the connections that these two open.
    only(['^(models|src/stores)/', container], ['mongoose', 'mongodb']),
    only(['^src/queue/', container], ['ioredis']),
    only('^src/queue/', ['bullmq']),
    only('^(webhooks|src/http)/', ['express', 'helmet']),
    only('^src/telemetry/', ['winston', 'prom-client']),
    only('^src/(whatsapp|notifications)/', ['axios']),
    only('^src/notifications/', ['nodemailer', 'standardwebhooks']),
    only('^src/cli(/|\\.ts$)', ['commander']),
    {
      name: 'not-to-dev-dep',
      comment: 'What ships needs nothing that `npm ci --omit=dev` leaves out. Types are gone by then.',
      severity: 'error',
      from: { path: '^(src|flows|webhooks|models|scripts/services)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '(^|/)node_modules/@types/' },
    },
    {
      name: 'not-unlisted',
      comment: 'A package that package.json does not name is there by chance.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: '(^|/)node_modules/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
