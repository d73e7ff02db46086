import LabelingKit

/// What people call the items, by one word.
let namesOfItems: [String: Item] = [
  "bicycle": .bicycle, "bike": .bicycle, "chair": .chair, "armchair": .chair, "stool": .chair,
  "headphones": .headphones, "headset": .headphones, "earphones": .headphones, "helmet": .helmet,
  "kettle": .kettle, "keyboard": .keyboard, "knife": .knife, "lamp": .lamp, "laptop": .laptop,
  "notebook": .laptop, "ultrabook": .laptop, "pan": .pan, "wok": .pan, "saucepan": .pan,
  "printer": .printer, "radio": .radio, "bookshelf": .shelf, "bookcase": .shelf,
  "speaker": .speaker, "speakers": .speaker, "soundbar": .speaker, "tent": .tent,
]

/// Words that fit all items of a shelf.
let wordsOfShelves: [(shelf: String, words: [String])] = [
  ("audio", ["sound", "sounds", "bluetooth", "volume", "music", "podcasts", "jack"]),
  (
    "computing", ["windows", "linux", "usb", "drivers", "home office", "wi-fi", "factory settings"]
  ),
  ("kitchen", ["dishwasher", "stainless", "cook", "vinegar", "first kitchen", "handle"]),
  ("furniture", ["solid", "living room", "third floor", "screws", "taken apart", "small flat"]),
  ("cycling", ["way to work", "reflectors", "lock", "tours", "at night", "bike shop"]),
  ("camping", ["festivals", "balcony", "in the rain", "light enough"]),
]
