/** Sector code list, forms.md D.1. The words are in locales under `sector`. */
export const sectors = [
  'administration', 'work', 'kindergarten', 'health', 'communityHealth', 'care', 'culture', 'upbringing', 'primarySchool', 'childWelfare',
  'socialServices', 'climate', 'agriculture', 'planning', 'transport', 'safety', 'technical', 'wholeMunicipality',
] as const; // prettier-ignore
export type Sector = (typeof sectors)[number];
