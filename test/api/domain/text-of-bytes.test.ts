import assert from 'node:assert/strict';
import { textOfBytes } from '../../../api/domain/text-of-bytes.ts';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('textOfBytes', () => {
  for (const [what, bytes, charset, expected] of [
    ['UTF-8', Buffer.from('Réunion'), undefined, 'Réunion'],
    ['UTF-8 with its mark', Buffer.from('\uFEFFRéunion'), undefined, 'Réunion'],
    ['UTF-8 with its mark, told otherwise', Buffer.from('\uFEFFRéunion'), 'iso-8859-1', 'Réunion'],
    ['UTF-16, little end first', Buffer.from('\uFEFFRéunion', 'utf16le'), undefined, 'Réunion'],
    ['UTF-16, big end first', utf16be('\uFEFFRéunion'), 'utf-8', 'Réunion'],
    ['UTF-16 without a mark', Buffer.from('Réunion', 'utf16le'), undefined, 'Réunion'],
    ['UTF-16 without a mark, big end first', utf16be('Réunion'), undefined, 'Réunion'],
    ['what the sender tells', Buffer.from('Réunion', 'latin1'), '"ISO-8859-1"', 'Réunion'],
    ['what is no UTF-8', Buffer.from('Réunion', 'latin1'), undefined, 'Réunion'],
    ['a charset that nobody knows', Buffer.from('Réunion'), 'klingon', 'Réunion'],
    ['nothing', Buffer.alloc(0), undefined, ''],
    ['one byte', Buffer.from('x'), undefined, 'x'],
  ] as const)
    it(`reads ${what}`, () =>
      assert.equal(textOfBytes(bytes, { charset, fallback: 'windows-1252' }), expected));
});
