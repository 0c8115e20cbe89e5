"""Made-up names and numbers: from ranges that belong to nobody."""

import random

SEED = 2015
FIRST_NHS_NUMBER = 999_100_000

_words = str.split

GIVEN = _words(
    "Abdul Ada Agnes Aisha Albert Alfie Amara Amina Anil Anita Arthur Asha Barbara Bashir Beatrice Bernard "
    "Bilal Brenda Bronwen Callum Carol Charlotte Chidi Clive Colin Cora Daisy Derek Dilys Divya Dora Doreen "
    "Edith Edna Elijah Elsie Emeka Ernest Esme Eunice Farah Fatima Fergus Florence Frank Freya Geoffrey "
    "George Gita Gloria Grace Gwen Hamza Harold Hazel Hetty Hilda Hugo Ibrahim Imogen Iqbal Irene Isla Ivy "
    "Jack Jagdeep Janet Jasmine Jean Joan Joyce Kamran Keith Kiran Kofi Lakshmi Lena Leonard Lily Lola Lucia "
    "Mabel Malik Maria Marjorie Maureen Mei Mercy Michael Miriam Mohammed Muriel Nadia Nasreen Nathan Nell "
    "Nkechi Nora Norman Olive Omar Oscar Pamela Parveen Patrick Pauline Peggy Percy Phyllis Poppy Rafiq "
    "Rajesh Rani Raymond Reggie Rhys Rita Robert Ronald Rosemary Ruby Sadia Samina Samuel Sandeep Sheila "
    "Sidney Sonia Stanley Sunita Sybil Tariq Terence Thelma Theo Tomasz Una Usha Vera Victor Violet Walter "
    "Wanda Wendy Wilfred Winifred Yasmin Yusuf Zainab Zofia"
)
FAMILY = _words(
    "Abbotsway Achterby Adeyemire Ahmedani Aldercott Appleshaw Ashgrove Bagshawe Barrowclough Begumpore "
    "Birchwell Blackmoore Bramwick Brindle Brockbank Calloway Cartmell Chaudryn Clegghorn Cobbledick Copley "
    "Crabtree Dalliston Danquahene Dawsonby Dhaliwar Dobbins Drinkwater Eastoe Edenbridge Ellershaw Fallowes "
    "Farnaby Featherstone Figgins Garside Gathercole Gillow Greensmith Grimshaw Haddock Halloran Hardcastle "
    "Hathersage Heppenstall Hollis Hussainy Iddenden Inchbald Islamov Jaggers Jessop Kapurthala Karimjee "
    "Kettlewell Khanum Kowalska Lamplugh Langridge Larkspur Littlewood Lumley Mahmoodi Makepeace Marsden "
    "Merryweather Micklethwaite Millthorpe Mistryn Nettleship Nightingale Nwosuka Oakeshott Ogunleyer "
    "Oldroyd Osgoode Pargeter Patelson Peasgood Pennywell Pickersgill Pilkington Quarmby Quickfall Rahmanoor "
    "Ravenscar Rawcliffe Ridgeway Rowbotham Sandhurian Satterthwaite Shufflebotham Sidebottom Silverthorne "
    "Skelhorn Sowerbutts Stackpoole Sugden Sutcliffe Tattersall Thistlewood Threlfall Timperley Twelvetrees "
    "Ullathorne Underhay Varleycote Wainscott Whitewater Widdowson Winterbottom Wolstenholm Yaxley Zielinska"
)
STREETS = _words(
    "Almond Beech Chapel Clover Daisy Elder Foundry Garden Hawthorn Ivy Juniper Kiln Lavender Maple Nettle "
    "Orchard Poplar Quarry Rosemary Sycamore Thyme Violet Walnut Yew"
)
WAYS = ("Avenue", "Close", "Court", "Lane", "Road", "Street", "Way")
ENDS = "ABDEFGHJLNPQRSTUWXYZ"


class Dice(random.Random):
    """Chance that falls the same way every time: each part of the world has dice of its own."""

    def __init__(self, part):
        super().__init__(f"{SEED} {part}")

    def true(self, chance):
        return self.random() < chance

    def name(self):
        return f"{self.choice(GIVEN)} {self.choice(FAMILY)}"

    def mobile(self):
        """Return a mobile number that Ofcom keeps for plays and films."""
        return f"07700 900{self.randrange(1000):03}"

    def landline(self):
        """Return a telephone number of no place, kept for plays and films."""
        return f"01632 960{self.randrange(1000):03}"

    def address(self):
        return f"{self.randrange(1, 180)} {self.choice(STREETS)} {self.choice(WAYS)}"

    def postcode(self, districts):
        return f"{self.choice(districts)} {self.randrange(1, 10)}{self.choice(ENDS)}{self.choice(ENDS)}"


def nhs_numbers(first=FIRST_NHS_NUMBER):
    """Yield valid NHS numbers of the 999 range, which belongs to nobody, from ``first`` on."""
    candidate = first
    while True:
        digits = [int(digit) for digit in str(candidate)]
        check = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11
        if check != 10:
            yield f"{candidate}{check % 11}"
        candidate += 1
