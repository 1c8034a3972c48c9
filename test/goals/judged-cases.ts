/**
 * Measures judged by hand from the rules of the follow-up documents (strategy report 2024, half-year follow-up 2024,
 * key results 2025): green above 90 per cent of the target, yellow from 50, red below.
 *
 * kind | baseline | target | direction | period | answer as typed | attainment in per cent | light | kept
 *
 * Targets: ≥ > ≤ < = are comparators given as such, a range has two figures, and a text in quotes is what the
 * register says where no comparator is given. A period marks a measure that adds up over the year. "-" is nothing.
 */
export const judgedCases = `
number  | -   | ≥80    | -    | -  | 60    | 75     | yellow | no
number  | -   | ≥80    | -    | -  | 80    | 100    | green  | yes
number  | -   | ≥80    | -    | -  | 72    | 90     | yellow | no
number  | -   | ≥80    | -    | -  | 72,1  | 90.13  | green  | no
number  | -   | ≥80    | -    | -  | 40    | 50     | yellow | no
number  | -   | ≥80    | -    | -  | 39,9  | 49.88  | red    | no
number  | -   | ≥80    | -    | -  | 0     | 0      | red    | no
number  | -   | ≥80    | -    | -  | -51   | 0      | red    | no
number  | -   | ≥80    | -    | -  | 160   | 100    | green  | yes
number  | -   | >60    | -    | -  | 60    | 100    | green  | no
number  | -   | >60    | -    | -  | 61    | 100    | green  | yes
number  | -   | >60    | -    | -  | 54    | 90     | yellow | no
number  | -   | >60    | -    | -  | 30    | 50     | yellow | no
number  | -   | ≤95    | -    | -  | 95    | 100    | green  | yes
number  | -   | ≤95    | -    | -  | 0     | 100    | green  | yes
number  | -   | ≤95    | -    | -  | -3    | 100    | green  | yes
number  | -   | ≤95    | -    | -  | 190   | 50     | yellow | no
number  | -   | ≤95    | -    | -  | 190,1 | 49.97  | red    | no
number  | -   | ≤95    | -    | -  | 100   | 95     | green  | no
percent | -   | ≤6     | -    | -  | 6,76  | 88.76  | yellow | no
percent | -   | ≤6,75  | -    | -  | 7,14  | 94.54  | green  | no
percent | -   | <5     | -    | -  | 12    | 41.67  | red    | no
percent | -   | <5     | -    | -  | 5     | 100    | green  | no
percent | -   | <5     | -    | -  | 4,9   | 100    | green  | yes
percent | -   | <1,6   | -    | -  | 1,4   | 100    | green  | yes
money   | -   | <190   | -    | -  | 200   | 95     | green  | no
number  | -   | =10    | -    | -  | 10    | 100    | green  | yes
number  | -   | =10    | -    | -  | 20    | 50     | yellow | no
number  | -   | =10    | -    | -  | 5     | 50     | yellow | no
number  | -   | =10    | -    | -  | 9,5   | 95     | green  | no
number  | -   | =10    | -    | -  | 4     | 40     | red    | no

number  | -   | ≤0     | -    | -  | 0     | 100    | green  | yes
number  | -   | ≤0     | -    | -  | 3     | 0      | red    | no
number  | -   | ≤0     | -    | -  | -1    | 100    | green  | yes
number  | -   | ≥0     | -    | -  | 0     | 100    | green  | yes
number  | -   | ≥0     | -    | -  | -1    | 0      | red    | no
number  | -   | ≥0     | -    | -  | 5     | 100    | green  | yes
number  | -   | <0     | -    | -  | 0     | 0      | red    | no
number  | -   | <0     | -    | -  | -1    | 100    | green  | yes
number  | -   | >0     | -    | -  | 0     | 0      | red    | no
number  | -   | >0     | -    | -  | 0,1   | 100    | green  | yes
number  | -   | =0     | -    | -  | 0     | 100    | green  | yes
number  | -   | =0     | -    | -  | 1     | 0      | red    | no

number  | -   | ≥-10   | -    | -  | -5    | 100    | green  | yes
number  | -   | ≥-10   | -    | -  | -10   | 100    | green  | yes
number  | -   | ≥-10   | -    | -  | -20   | 50     | yellow | no
number  | -   | ≥-10   | -    | -  | -21   | 47.62  | red    | no
number  | -   | ≥-10   | -    | -  | 5     | 100    | green  | yes
number  | -   | ≤-10   | -    | -  | -15   | 100    | green  | yes
number  | -   | ≤-10   | -    | -  | -10   | 100    | green  | yes
number  | -   | ≤-10   | -    | -  | -5    | 50     | yellow | no
number  | -   | ≤-10   | -    | -  | -4    | 40     | red    | no
number  | -   | ≤-10   | -    | -  | 0     | 0      | red    | no
number  | -   | ≤-10   | -    | -  | 5     | 0      | red    | no
number  | -   | <-10   | -    | -  | -10   | 100    | green  | no
number  | -   | >-10   | -    | -  | -10   | 100    | green  | no
number  | -   | =-10   | -    | -  | -10   | 100    | green  | yes
number  | -   | =-10   | -    | -  | -20   | 50     | yellow | no

percent | -   | 98–100 | -    | -  | 99    | 100    | green  | yes
percent | -   | 98–100 | -    | -  | 98    | 100    | green  | yes
percent | -   | 98–100 | -    | -  | 100   | 100    | green  | yes
percent | -   | 98–100 | -    | -  | 49    | 50     | yellow | no
percent | -   | 98–100 | -    | -  | 88,2  | 90     | yellow | no
percent | -   | 98–100 | -    | -  | 97    | 98.98  | green  | no
percent | 20  | 98–100 | up   | -  | 48    | 48.98  | red    | no
number  | -   | 5–10   | -    | -  | 20    | 50     | yellow | no
number  | -   | 5–10   | -    | -  | 10,5  | 95.24  | green  | no
number  | -   | -5–10  | -    | -  | -10   | 50     | yellow | no
number  | -   | 0–10   | -    | -  | -1    | 0      | red    | no
number  | -   | -10–0  | -    | -  | 1     | 0      | red    | no
number  | -   | -10–-5 | -    | -  | -4    | 80     | yellow | no
number  | -   | -10–-5 | -    | -  | -7    | 100    | green  | yes

number  | 0   | ≥100   | -    | -  | 50    | 50     | yellow | no
number  | 40  | ≥100   | -    | -  | 100   | 100    | green  | yes
number  | 40  | ≥100   | -    | -  | 130   | 100    | green  | yes
percent | 5   | ≥30    | -    | -  | 0     | 0      | red    | no
number  | 0   | ≥50    | -    | -  | 45    | 90     | yellow | no
number  | 0   | 100    | -    | -  | 95    | 95     | green  | no
number  | -10 | ≥10    | -    | -  | 0     | 50     | yellow | no
number  | -51 | ≥0     | -    | -  | 0     | 100    | green  | yes
number  | -51 | ≥0     | -    | -  | -25,5 | 50     | yellow | no
number  | 0   | >60    | -    | -  | 60    | 100    | green  | no
number  | 0   | =10    | -    | -  | 12    | 100    | green  | no
percent | 50  | ≤30    | -    | -  | 40    | 50     | yellow | no
percent | 50  | 30     | -    | -  | 40    | 50     | yellow | no
number  | 15  | 0      | -    | -  | 3     | 80     | yellow | no
number  | 25  | 0      | down | -  | 0     | 100    | green  | yes
percent | 5   | ≤4,8   | -    | -  | 3,7   | 100    | green  | yes
number  | 10  | <3     | -    | -  | 3     | 100    | green  | no
number  | 10  | <3     | -    | -  | 2,9   | 100    | green  | yes
number  | 100 | ≤50    | -    | -  | 110   | 0      | red    | no
number  | 0   | ≤-10   | -    | -  | -5    | 50     | yellow | no
number  | 0   | ≤-10   | -    | -  | -10   | 100    | green  | yes
money   | 2000| ≤1827  | -    | -  | 1827  | 100    | green  | yes

number  | 3   | ≤5     | -    | -  | 4     | 100    | green  | yes
number  | 3   | ≤5     | -    | -  | 10    | 50     | yellow | no
number  | 3   | ≤5     | -    | -  | 5,4   | 92.59  | green  | no
number  | 10  | ≥5     | -    | -  | 4     | 80     | yellow | no
number  | 10  | ≥5     | -    | -  | 6     | 100    | green  | yes
percent | 88  | 80     | up   | -  | 95    | 100    | green  | yes
percent | 88  | 80     | up   | -  | 72    | 90     | yellow | no
percent | 88  | 80     | down | -  | 84    | 50     | yellow | no
percent | 88  | 80     | -    | -  | 84    | 50     | yellow | no
percent | 70  | 80     | down | -  | 72    | 100    | green  | yes
percent | 70  | 80     | down | -  | 100   | 80     | yellow | no
percent | 70  | ≥80    | down | -  | 75    | 50     | yellow | no

percent | 100 | ≥100   | -    | -  | 100   | 100    | green  | yes
percent | 100 | ≥100   | -    | -  | 99    | 0      | red    | no
percent | 100 | ≥100   | -    | -  | 103   | 100    | green  | yes
percent | 100 | ≤100   | -    | -  | 101   | 0      | red    | no
percent | 100 | ≤100   | -    | -  | 99    | 100    | green  | yes
number  | 3   | <3     | -    | -  | 3     | 0      | red    | no
number  | 3   | <3     | -    | -  | 2     | 100    | green  | yes
number  | 3   | >3     | -    | -  | 3     | 0      | red    | no
percent | 100 | 100    | keep | -  | 90    | 0      | red    | no
percent | 100 | 100    | keep | -  | 100   | 100    | green  | yes
percent | 100 | 100    | keep | -  | 110   | 0      | red    | no
percent | 100 | 100    | up   | -  | 100   | 100    | green  | yes
percent | 100 | 100    | up   | -  | 99    | 0      | red    | no
percent | 100 | 100    | down | -  | 99    | 100    | green  | yes
percent | 100 | 100    | -    | -  | 100   | -      | no-side
number  | 0   | ≤0     | -    | -  | 0     | 100    | green  | yes
number  | 0   | ≤0     | -    | -  | 1     | 0      | red    | no
number  | 0   | 0      | -    | -  | 0     | -      | no-side
number  | -5  | ≤-5    | -    | -  | -5    | 100    | green  | yes
number  | -5  | ≤-5    | -    | -  | -4    | 0      | red    | no
percent | -   | 100    | keep | -  | 90    | 0      | red    | no
percent | -   | 100    | keep | -  | 100   | 100    | green  | yes
percent | 90  | ≥100   | keep | -  | 95    | 0      | red    | no
percent | 90  | ≥100   | keep | -  | 101   | 100    | green  | yes
percent | -   | 98–100 | keep | -  | 99    | 100    | green  | yes
number  | -   | ≤5     | keep | -  | 5     | 100    | green  | yes
number  | -   | 14,5   | -    | -  | 10    | -      | no-side
number  | -   | 0      | -    | -  | 0     | -      | no-side
number  | -   | -5     | -    | -  | -5    | -      | no-side

percent | -   | "alle 5 %"      | -    | -  | 12    | 41.67  | red    | no
number  | -   | "vähintään 80"  | -    | -  | 60    | 75     | yellow | no
number  | -   | "enintään 0"    | -    | -  | 0     | 100    | green  | yes
number  | -   | "enintään 0"    | -    | -  | 2     | 0      | red    | no
percent | -   | "högst 6 %"     | -    | -  | 6,76  | 88.76  | yellow | no
percent | -   | "minst 80 %"    | -    | -  | 80    | 100    | green  | yes
number  | -   | "under 3"       | -    | -  | 3     | 100    | green  | no
number  | -   | "over 60 (NPS)" | -    | -  | 70    | 100    | green  | yes
number  | -   | "under 2024 80" | -    | -  | 70    | -      | no-side
money   | -   | "alle kansallisen keskitason 190 €/vrk" | - | - | 185 | 100 | green | yes
number  | -   | "alle 5" | up   | -  | 12    | 41.67  | red    | no
number  | 10  | "alle 5" | up   | -  | 7,5   | 50     | yellow | no
number  | 100 | "yli 100" | keep | - | 101   | 100    | green  | yes

number  | -   | ≥1100  | -    | 2024-Q1  | 275   | 100   | green  | yes
number  | -   | ≥1100  | -    | 2024-Q1  | 200   | 72.73 | yellow | no
number  | -   | ≥1100  | -    | 2024-Q2  | 550   | 100   | green  | yes
number  | -   | ≥1100  | -    | 2024-Q2  | 470   | 85.45 | yellow | no
number  | -   | ≥1100  | -    | 2024-Q3  | 825   | 100   | green  | yes
number  | -   | ≥1100  | -    | 2024-Q3  | 412,5 | 50    | yellow | no
number  | -   | ≥1100  | -    | 2024-Q4  | 1100  | 100   | green  | yes
number  | -   | ≥1100  | -    | 2024-Q4  | 470   | 42.73 | red    | no
number  | -   | ≥1100  | -    | 2024-H1  | 470   | 85.45 | yellow | no
number  | 940 | ≥1100  | -    | 2024-H1  | 470   | 85.45 | yellow | no
number  | 1000| 1100   | -    | 2024-H1  | 550   | 100   | green  | yes
number  | -   | ≥1100  | -    | 2024     | 1100  | 100   | green  | yes
number  | -   | ≥1100  | -    | 2024-M01 | 100   | 100   | green  | yes
number  | -   | ≥1100  | -    | 2024-T2  | 660   | 90    | yellow | no
percent | -   | ≤100   | -    | 2024-H1  | 48,4  | 100   | green  | yes
percent | -   | ≤100   | -    | 2024-H1  | 52    | 96.15 | green  | no
percent | -   | ≤100   | -    | 2024-H1  | 100   | 50    | yellow | no
percent | -   | ≤100   | -    | 2024-H2  | 100   | 100   | green  | yes
percent | -   | ≤100   | -    | 2024-Q1  | 25    | 100   | green  | yes
percent | -   | ≤100   | -    | 2024-Q1  | 30    | 83.33 | yellow | no
percent | -   | ≤100   | -    | 2024-Q3  | 80    | 93.75 | green  | no
number  | -   | ≥12    | -    | 2024-H1  | 6     | 100   | green  | yes
number  | -   | ≥12    | -    | 2024-H1  | 5     | 83.33 | yellow | no
number  | -   | ≥12    | -    | 2024-H1  | 2     | 33.33 | red    | no
number  | -   | 90–110 | -    | 2024-H1  | 50    | 100   | green  | yes
number  | -   | 90–110 | -    | 2024-H1  | 40    | 88.89 | yellow | no
number  | -   | ≥0     | -    | 2024-Q2  | 0     | 100   | green  | yes
number  | -   | ≤-10   | -    | 2024-H1  | -5    | 100   | green  | yes
number  | -   | 12     | keep | 2024-H1  | 6     | 100   | green  | yes
number  | -   | 12     | -    | 2024-H1  | 6     | -     | no-side
money   | -   | ≤1000000 | -  | 2024-Q2  | 600 000 | 83.33 | yellow | no

percent | -   | ≥95    | -    | -  | 97,3 %   | 100    | green  | yes
money   | -   | ≤190   | -    | -  | 185 €    | 100    | green  | yes
scale   | -   | -      | -    | -  | 1        | 50     | yellow | -
scale   | -   | -      | -    | -  | 2        | 100    | green  | -
scale   | -   | -      | -    | -  | 0        | 0      | red    | -
scale   | -   | ≥1     | -    | -  | 1        | 100    | green  | yes
scale   | 0   | 2      | -    | -  | 1        | 50     | yellow | no
yes-no  | -   | -      | -    | -  | kyllä    | 100    | green  | -
yes-no  | -   | -      | -    | -  | ei       | 0      | red    | -
yes-no  | -   | -      | -    | -  | 0,75     | 75     | yellow | -
yes-no  | -   | ≥1     | -    | -  | ei       | 0      | red    | no
number  | -   | ≥80    | -    | -  | ei mittaria | -   | no-value
number  | -   | ≥80    | -    | -  | 6/6      | -      | no-value
number  | -   | -      | -    | -  | 1827     | -      | no-target
number  | -   | "vähenee" | - | -  | 43       | -      | no-target

number  | 3   | <3     | -    | -  | <3          | 100 | green | yes
number  | -   | ≤3     | -    | -  | <3          | 100 | green | yes
number  | -   | <3     | -    | -  | enintään 3  | -   | bound-undecided
number  | 10  | 3      | -    | -  | <3          | 100 | green | yes
number  | -   | >90    | -    | -  | yli 90      | 100 | green | yes
number  | -   | ≤95    | -    | -  | yli 90      | -   | bound-undecided
percent | -   | 98–100 | -    | -  | yli 90      | -   | bound-undecided
number  | -   | ≥12    | -    | -  | <3          | -   | bound-undecided
percent | 100 | ≥100   | -    | -  | alle 90     | 0   | red   | no
number  | -   | ≤0     | -    | -  | yli 0       | 0   | red   | no
number  | -   | =95    | -    | -  | yli 96      | -   | bound-undecided
number  | -   | 95     | keep | -  | yli 96      | 0   | red   | no
number  | -   | 95     | keep | -  | yli 90      | -   | bound-undecided
`;
