import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nameParts } from './names.js';

describe('the parts of a name', () => {
  it.each([
    ['山西高平晋岭煤业有限公司', '晋岭煤业', '晋岭', null, 'COAL'],
    ['晋岭煤矿', '晋岭煤矿', '晋岭', null, 'COAL'],
    ['山西晋岭（集团）有限责任公司', '晋岭', '晋岭', null, null],
    ['山西煤炭运销集团晋岭煤业有限公司二号井', '晋岭煤业二号井', '晋岭', '2', 'COAL'],
    ['晉嶺煤業', '晋岭煤业', '晋岭', null, 'COAL'],
    ['晋岭煤业甲号有限公司', '晋岭煤业甲号', '晋岭', '甲', 'COAL'],
    ['高平市华丰化工有限公司第一分公司', '华丰化工第一', '华丰', '1', 'CHEMICALS'],
    ['ＡＢＣ 化工（有限）公司', 'abc化工', 'abc', null, 'CHEMICALS'],
    ['阳城煤矿', '煤矿', '阳城', null, 'COAL'],
    ['煤矿', '煤矿', '煤矿', null, 'COAL'],
  ])('%s', (name, plain, core, ordinal, trade) => {
    expect(nameParts(name)).toEqual({ plain, core, ordinal, trade });
  });

  it('are the same however the form, the place and the brackets are written', () => {
    const written = [
      '高平市晋岭煤业有限责任公司',
      '山西省晋城市高平市晋岭煤业有限公司',
      '晋岭煤业（有限）公司',
      '高平晋岭煤业股份有限公司',
      ' 晋岭 煤业 ',
    ];
    for (const name of written) expect(nameParts(name).core).toBe('晋岭');
  });

  it('are never empty for a name that has a letter', () => {
    const word = fc.constantFrom(
      '山西',
      '高平市',
      '集团',
      '有限公司',
      '煤业',
      '一号',
      '晋',
      '化工',
      '3',
      '（',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (parts) => {
        const name = parts.join('');
        fc.pre(/[\p{L}\p{N}]/u.test(name));
        const { plain, core } = nameParts(name);
        expect(plain).not.toBe('');
        expect(core).not.toBe('');
      }),
    );
  });
});
