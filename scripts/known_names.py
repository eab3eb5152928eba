"""Builds what English reading knows of names (text/languages/en/known_names.yaml): given names, and names of places.

    python scripts/known_names.py FOLDER /usr/share/wordnet

FOLDER holds `dist.female.first` and `dist.male.first`, the given names of the United States census of 1990 (public domain; in the
package `names` among others). Places are WordNet 3.0's locations (Debian's wordnet-base). Given names of other languages stand in
OTHERS. A name is only a hint: a word that is both is left to the text.
"""

import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/cenotaph/text/languages/en/known_names.yaml"
LOCATION = "00027167"
SHORTEST = 3
OTHERS = """
abbas abdel abdallah abdul abdulaziz abdullah abdulrahman abu adel adnan ahmad ahmed aisha akram alaa ali alia amina amir amjad ammar anas anwar
ashraf ayman aziz badr baha bashar bashir basil basim bilal burhan dina dunya eyad faisal fadi fadil fahd faris farid farouk fatima fatemeh fawzi
firas ghassan habib haidar haider hadi hala hamad hamid hamza hani hanan haroun hashim hasan hassan hatem hicham hisham hosni huda husam husayn
hussain hussein hussam ibrahim ihab imad iman issa ismail jabbar jaber jafar jalal jamal jamil jamila jawad kamal karim kassem khadija khaled khalid
khalil layla leila lina loay luay mahdi maher mahmoud mahmud majed majid malik mansour mariam marwan maryam mehdi mohamed mohammad mohammed mohsen
mona morteza mostafa mouaz moussa muammar muhammad muhammed mujahid munir musa mustafa nabil nader nadia naji nasser nawal nidal nizar noor noura
nouri omar osama othman qais qasem qasim rabia rafiq rahim raed rami rania rashid reza riad riyad saad sabah sadiq saeed safa said salah salam saleh
salem salim salma sami samir samira sara sayed shadi shafiq sharif sheikh shukri sofia suad suleiman sultan taher tahir tariq tarek tawfiq turki umar
usama wael waleed walid wafa yahya yaser yasin yasir yasser yousef youssef yusuf zaid zakaria zaki zaynab zeinab ziad
aleksandr aleksei alexei anatoly andrei anton arkady artyom boris denis dmitri dmitry evgeny fyodor gennady georgi grigory igor ilya ivan kirill konstantin
leonid lev maksim maxim mikhail natalia nikita nikolai oleg olga pavel pyotr roman ruslan sergei sergey stanislav svetlana taras tatiana timur vadim
valentin valery vasily viktor vitaly vladimir vladislav vyacheslav yevgeny yuri zoya oleksandr mykola petro volodymyr andriy serhiy yaroslav oksana
aung kyaw min soe thein zaw chen feng gang hong hui jian jing jun lei liang ling liu mei ming ping qiang tao wei xiao yan yang ying yong zhang kim park
jin sung hyun hiroshi kenji takeshi yuki aditya ajay amit anil arun ashok deepak ganesh gopal kumar mahesh mukesh prakash rahul rajesh ram ramesh ravi
sanjay satish singh sunil suresh vijay vinod priya pooja sunita laxmi kwame kofi yaw ama chidi emeka ngozi ade abubakar amadou mamadou ousmane
""".split()


def main() -> None:
    """Write the list."""
    census, wordnet = Path(sys.argv[1]), Path(sys.argv[2])
    places = _places(wordnet)
    given = {line.split()[0].lower() for name in ("female", "male") for line in (census / f"dist.{name}.first").read_text().splitlines()}
    given = {name for name in given | set(OTHERS) if len(name) >= SHORTEST and name not in places}
    lines = ["# hints at what a name is of, by scripts/known_names.py: the census of 1990, WordNet 3.0, and names added by hand"]
    for kind, names in (("given", given), ("places", places)):
        lines += [f"{kind}:", *(f'  - "{name}"' for name in sorted(names))]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(given), "given names,", len(places), "places")


def _places(wordnet: Path) -> set[str]:
    """The names of WordNet's locations, in lower case."""
    children: dict[str, list[str]] = defaultdict(list)
    words: dict[str, list[str]] = {}
    for line in (wordnet / "data.noun").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        fields = line.partition("|")[0].split()
        count = int(fields[3], 16)
        words[fields[0]] = fields[4 : 4 + 2 * count : 2]
        for at, field in enumerate(fields):
            if field in ("@", "@i") and fields[at + 2] == "n":
                children[fields[at + 1]].append(fields[0])
    seen: set[str] = set()
    stack = [LOCATION]
    while stack:
        synset = stack.pop()
        if synset not in seen:
            seen.add(synset)
            stack += children[synset]
    named = (word for synset in seen for word in words[synset] if word[0].isupper() and len(word) > SHORTEST)
    return {word.replace("_", " ").lower() for word in named}


if __name__ == "__main__":
    main()
