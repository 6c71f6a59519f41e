import type { SessionView } from '../../../contract/areas/session.ts';

/** Who issues the tokens of a company in all likelihood: its director, where only one was named. */
export function likelyIssuer(people: SessionView['people']): string {
  const [director, ...others] = people.filter(({ role }) => role === 'director');
  return director !== undefined && others.length === 0 ? director.name : '';
}
