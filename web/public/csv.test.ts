import { csv } from './csv.js';

describe('csv', () => {
  it('begins with a BOM and ends every line with CRLF', () => {
    expect(
      csv([
        ['År', 'Tittel'],
        [2018, 'Askeprogrammet'],
      ]),
    ).toBe('\uFEFFÅr;Tittel\r\n2018;Askeprogrammet\r\n');
  });

  it.each(['=1+1', '+47 22', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\u0000=1', '＝1', '＠SUM'])(
    'makes the formula %j text',
    (text) => {
      const [line] = csv([[text]])
        .slice(1)
        .split('\r\n');
      expect(line!.replace(/^"/, '')[0]).toBe("'");
    },
  );

  it('quotes what would break the columns', () => {
    expect(csv([['a;b', 'si "hei"', 'to\nlinjer', null]])).toBe('\uFEFF"a;b";"si ""hei""";"to\nlinjer";\r\n');
  });

  it('leaves numbers below zero as numbers', () => {
    expect(csv([[-5]])).toBe('\uFEFF-5\r\n');
  });
});
