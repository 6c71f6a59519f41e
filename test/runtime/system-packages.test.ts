import { describe, expect, it } from 'vitest';
import {
  chooseNames,
  missingNeeds,
  parseInstallable,
  parseInstalled,
} from '../../scripts/session/system-packages.ts';
import type { Need } from '../../scripts/session/system-packages.ts';

const needs: readonly Need[] = [['libnss3'], ['libasound2', 'libasound2t64'], ['xvfb']];

const ubuntuPolicy = `libnss3:
  Installed: (none)
  Candidate: 2:3.98-1build1
  Version table:
     2:3.98-1build1 500
        500 http://archive.ubuntu.com/ubuntu noble/main amd64 Packages
libasound2:
  Installed: (none)
  Candidate: (none)
  Version table:
libasound2t64:
  Installed: (none)
  Candidate: 1.2.11-1build2
  Version table:
     1.2.11-1build2 500
`;

describe('parseInstalled', () => {
  it('counts only packages whose status is installed', () => {
    const output = 'installed libnss3\nconfig-files xvfb\nnot-installed libgtk-3-0\n';

    expect([...parseInstalled(output)]).toEqual(['libnss3']);
  });
});

describe('missingNeeds', () => {
  it('takes any of the names of a need as met', () => {
    expect(missingNeeds(needs, new Set(['libnss3', 'libasound2t64']))).toEqual([['xvfb']]);
    expect(missingNeeds(needs, new Set(['libnss3', 'libasound2', 'xvfb']))).toEqual([]);
    expect(missingNeeds(needs, new Set())).toEqual(needs);
  });
});

describe('chooseNames', () => {
  it('takes the t64 name when the old one is only provided by others, as on Ubuntu 24.04', () => {
    const chosen = chooseNames(needs, parseInstallable(ubuntuPolicy));

    expect(chosen).toEqual({ names: ['libnss3', 'libasound2t64'], unknown: [['xvfb']] });
  });

  it('takes the first name when both can be installed', () => {
    const chosen = chooseNames([['libasound2', 'libasound2t64']], new Set(['libasound2t64', 'libasound2']));

    expect(chosen.names).toEqual(['libasound2']);
  });
});
