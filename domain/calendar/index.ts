export * from './deadline.js';
export * from './format.js';
export * from './holidays.js';
export * from './oslo.js';
export * from './working-days.js';
