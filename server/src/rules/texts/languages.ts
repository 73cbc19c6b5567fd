/** Language and region codes of language tags (BCP 47), and corrections of common errors. */

/** ISO 639-1. */
const LANGUAGES = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es ' +
    'et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki ' +
    'kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no ' +
    'nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te ' +
    'tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
  ).split(' '),
);

/** ISO 3166-1. */
const REGIONS = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD ' +
    'CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF ' +
    'GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN ' +
    'KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA ' +
    'NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI ' +
    'SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI ' +
    'VN VU WF WS XK YE YT ZA ZM ZW'
  ).split(' '),
);

/** The language codes for names of languages, and for country codes that are used as language codes. */
const CORRECTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    english: 'en',
    german: 'de',
    deutsch: 'de',
    french: 'fr',
    spanish: 'es',
    chinese: 'zh',
    japanese: 'ja',
    cn: 'zh',
    cz: 'cs',
    dk: 'da',
    gb: 'en',
    gr: 'el',
    jp: 'ja',
    us: 'en',
  }),
);

/** A part of a tag that is not a known code. */
export interface TagProblem {
  readonly kind: 'language' | 'region';
  readonly part: string;
  /** The whole corrected tag; `null` where no correction is known. */
  readonly correction: string | null;
}

/**
 * The first unknown code in a language tag of valid syntax; `null` where there is none. Private and grandfathered tags (`x-…`,
 * `i-…`) and languages of three letters are not checked.
 */
export function tagProblem(tag: string): TagProblem | null {
  const [language = '', ...others] = tag.split('-');
  const low = language.toLowerCase();
  if (low === 'x' || low === 'i') return null;
  if (low.length !== 3 && !(low.length === 2 && LANGUAGES.has(low))) {
    const code = CORRECTIONS.get(low);
    return { kind: 'language', part: language, correction: code === undefined ? null : [code, ...others].join('-') };
  }
  // The region comes after extended languages (three letters) and the script (four letters).
  const at = others.findIndex((part) => !/^(?:[a-z]{3}|[a-z]{4})$/i.test(part));
  const region = others[at];
  if (region?.length !== 2 || REGIONS.has(region.toUpperCase())) return null;
  const corrected = region.toUpperCase() === 'UK' ? [...others.slice(0, at), 'GB', ...others.slice(at + 1)] : null;
  return { kind: 'region', part: region, correction: corrected && [language, ...corrected].join('-') };
}
