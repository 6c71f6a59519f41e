import type { KeyPlace } from '../../../contract/areas/certificates.ts';
import type { Translate } from '../../i18n/t.ts';

/** Where a key lies, in words. */
export function keyPlaceText(t: Translate, { kind, name }: KeyPlace): string {
  switch (kind) {
    case 'here':
      return t('certificates.place.here');
    case 'elsewhere':
      return name;
    case 'lost':
      return name === '' ? t('certificates.place.lost') : t('certificates.place.lostNamed', { name });
  }
}

/** All places on one line. */
export function keyPlacesText(t: Translate, places: readonly KeyPlace[]): string {
  if (places.length === 0) return t('certificates.place.none');
  return places.map((place) => keyPlaceText(t, place)).join(', ');
}
