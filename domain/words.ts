/** Texts by key: `t('applications.title', { … })` is `title` in locales/<form>/applications.json. */
export type Translate = (key: string, params?: Record<string, unknown>) => string;
