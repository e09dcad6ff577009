/** Every workflow, for the bundle. */
export { accessRequest } from './access-request.js';
export { call } from './call.js';
export { consultation } from './consultation.js';
export { grant } from './grant.js';
export { person } from './person.js';
export { project } from './project.js';
export { report } from './report.js';
export { role } from './role.js';
export { thread } from './thread.js';
