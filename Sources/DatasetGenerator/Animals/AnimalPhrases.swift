/// The phrases that fill the templates of posts about pets.
enum AnimalPhrases {
  static let common: [String: [String]] = [
    "opening": [
      "Hello everyone!", "Hi all,", "New here, so be kind.", "Update on {name}'s advice:",
      "Long day.", "Good news!", "Oh dear.", "Small victory today.", "Quick question.",
      "Picture of the day:", "Morning,", "You will not believe this.", "Story time.",
    ],
    "closing": [
      "Any ideas?", "Is that normal?", "Send help.", "Thanks in advance!", "Love it.",
      "What would you do?", "I am not even angry.", "Never a dull day.", "😂", "❤️", "🙈",
      "Happy {day}, everybody.", "I have pictures to prove it.", "Worth it.",
    ],
    "name": ["Maya", "Tom", "Zoë", "José", "Priya", "Jürgen", "Aoife", "Yuki", "Omar", "Ravi"],
    "relative": [
      "my sister", "my husband", "my wife", "my son", "my daughter", "my mum", "our lodger",
      "the neighbour", "the postman", "my boss",
    ],
    "Relative": [
      "My sister", "My husband", "My wife", "My son", "My daughter", "My mum", "Our lodger",
      "The neighbour", "My boss",
    ],
    "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "when": [
      "this morning", "last night", "at five o'clock", "on {day}", "again today", "all weekend",
      "while I was on the phone", "during dinner",
    ],
    "often": [
      "every morning", "at five o'clock", "while I work", "during dinner", "all night", "all day",
      "when nobody looks",
    ],
    "N": ["two", "three", "four", "five", "{D}"],
    "place": ["Lyon", "Kraków", "Malmö", "Leeds", "Osaka", "Pune", "Köln", "Bristol", "Ghent"],
    "food": ["toast", "butter", "pizza", "birthday cake", "pasta", "porridge"],
    "thing": [
      "my slippers", "the sofa", "my best jumper", "the curtains", "a cardboard box", "my homework",
      "the laundry", "the new rug",
    ],
    "cable": ["phone charger", "laptop cable", "headphones", "lamp cord", "skirting board"],
  ]

  static let pets = [
    "Biscuit", "Luna", "Pepper", "Ziggy", "Mochi", "Hazel", "Otto", "Clementine", "Pickles", "Nala",
    "Waffles", "Juno", "Bramble", "Olive", "Cosmo", "Pebble", "Saffron", "Captain", "Moon", "Tofu",
  ]

  static let she: [(slot: String, word: String)] = [
    ("{She}", "She"), ("{she}", "she"), ("{her}", "her"), ("{obj}", "her"),
    ("{herself}", "herself"),
  ]

  static let he: [(slot: String, word: String)] = [
    ("{She}", "He"), ("{she}", "he"), ("{her}", "his"), ("{obj}", "him"), ("{herself}", "himself"),
  ]
}
