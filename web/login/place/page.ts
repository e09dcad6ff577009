import { choices, errorOf, type ErrorSummary, type Fault, type FieldChoices } from '../../components/models.js';
import { csrfOnly } from '../../forms.js';
import { homeOf } from '../../layout/layout.js';
import { saveSession } from '../../middleware/session.js';
import { redirect, userPage, view, type Answer, type Page, type Place, type UserContext } from '../../page.js';

export type PlaceModel = { csrf: string; places: FieldChoices; errors: ErrorSummary };

const keyOf = (place: Place): string => `${place.kind}/${place.code}`;
const nameOf = (place: Place, { t }: UserContext): string => place.name || t('common.layout.nation');

function draw(context: UserContext, faults: Fault[] = []): Answer {
  const { user, t } = context;
  const options = user.places.map((place) => ({ value: keyOf(place), text: nameOf(place, context) }));
  const model: PlaceModel = {
    csrf: csrfOnly(context),
    errors: { faults },
    places: {
      id: 'place',
      name: 'place',
      label: t('login.place.label'),
      help: t('login.place.help'),
      error: errorOf(faults, 'place'),
      options: choices('place', user.at ? keyOf(user.at) : '', options),
    },
  };
  return view('login/place/place', t('login.place.title'), model, faults.length > 0 ? 422 : 200);
}

const get = (context: UserContext): Promise<Answer> =>
  Promise.resolve(context.user.places.length > 1 ? draw(context) : redirect(homeOf(context.user)));

async function post(context: UserContext): Promise<Answer> {
  const { user, body, req, t } = context;
  const place = user.places.find((one) => keyOf(one) === body['place']);
  if (!place) return draw(context, [{ fieldId: 'place', text: t('login.place.missing') }]);
  req.session.place = { kind: place.kind, code: place.code };
  await saveSession(req);
  return redirect(homeOf({ ...user, at: place }));
}

/** Which municipality or office one acts for; changed without logging out. */
export const placePage: Page = userPage({ path: '/velg', access: { loggedIn: true }, personal: 'none', get, post });
