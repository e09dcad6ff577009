import path from 'node:path';

export const projectFolder = path.resolve(import.meta.dirname, '..');

/** Everything a start leaves behind: `.data` of the project, or the folder that DATA_FOLDER names. */
export function dataFolder(): string {
  return path.resolve(projectFolder, process.env['DATA_FOLDER'] ?? '.data');
}

/** The start that has this folder. */
export function lockFile(folder: string): string {
  return path.join(folder, 'lock');
}
