/** Every workflow, for the bundle. */
export { accessRequest } from './access-request.js';
export { call } from './call.js';
export { grant } from './grant.js';
export { project } from './project.js';
export { report } from './report.js';
export { thread } from './thread.js';
