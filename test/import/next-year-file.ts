/** A register, and the file of the next year: years in titles, a goal in other words, a moved one, two merged ones. */
import { type FileRow } from './workbook-file';

const head = ['Toimiala', 'Tulosalue', 'Tavoite', 'Avaintulos', 'Luottavaisuusarvio', 'Vastuuhenkilö'];

const rowsOf = (owner: string, ...goals: readonly (readonly [area: string, goal: string, title: string])[]) =>
  [head, ...goals.map(([area, goal, title]): FileRow => ['Sote', area, goal, title, null, owner])] as const;

export const thisYear = (owner: string): readonly FileRow[] =>
  rowsOf(
    owner,
    ['Talous', 'Talous kestää vuonna 2026', 'Talousarvio 2026 toteutuu suunnitellusti'],
    ['Vastaanotot', 'Hoitoon pääsee', 'Odotusaika perusterveydenhuollon lääkärille lyhenee'],
    ['Hallinto', 'Henkilöstö jaksaa', 'Sairauspoissaolot vähenevät'],
    ['Vastaanotot', 'Palvelut verkossa', 'Sähköinen asiointi lisääntyy'],
    ['Vastaanotot', 'Palvelut verkossa', 'Etävastaanotot lisääntyvät'],
    ['Kotihoito', 'Kotona pärjää', 'Kotihoidon käynnit toteutuvat ajallaan'],
  );

export const nextYear = (owner: string): readonly FileRow[] =>
  rowsOf(
    owner,
    ['Talous', 'Talous kestää vuonna 2027', 'Talousarvio 2027 toteutuu suunnitellusti'],
    ['Vastaanotot', 'Hoitoon pääsee', 'Perusterveydenhuollon lääkärin odotusaika on lyhyt'],
    ['Kaikki alueet', 'Henkilöstö jaksaa', 'Sairauspoissaolot vähenevät'],
    ['Vastaanotot', 'Palvelut verkossa', 'Sähköinen asiointi ja etävastaanotot lisääntyvät'],
    ['Kotihoito', 'Kotona pärjää', 'Kotihoidon käynnit toteutuvat ajallaan'],
    ['Pelastus', 'Apu tulee ajoissa', 'Toimintavalmius paranee'],
  );
