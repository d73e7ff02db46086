import LabelingKit

/// The labeling functions for `Datasets/listings`, whose classes stand in a tree of three levels.
///
/// A function votes for what it knows: an item, its shelf (`.group("audio")`) or its department
/// (`.group("electronics")`). Labels may stop there too (`winnow label --coarse-below 0.6`), and so
/// do gold labels: `home/kitchen` says that somebody who looked could not tell a pan from a kettle.
/// `winnow evaluate --task MarketListings` scores both by the levels of the tree.
let labelingFunctions = LabelingFunctionSet(for: Item.self) {
  // 1. Items, by their names and by what only they have.
  LabelingFunction("names_the_item") { document in
    let named = Set(document.words.compactMap { namesOfItems[$0] })
    return named.count == 1 ? named.first : nil
  }
  .example("Desk lamp, bought two years ago", votes: .lamp)
  .example("Tent, and my bike is for sale as well", votes: nil)

  Lookup("has_its_parts", table: "parts.csv")
    .example("The ear pads are new", votes: .headphones)

  // 2. Shelves: one word fits all items of one, and no others.
  for (shelf, words) in wordsOfShelves {
    Keywords("belongs_to_\(shelf)", words, vote: .group(shelf))
  }
  Pattern("is_packed", #"\b(?:packs small|pack sack|backpack)\b"#, vote: .group("camping"))
    .example("Packs small", votes: .group("camping"))

  // 3. Departments: weak, but on many listings.
  Keywords(
    "runs_on_power",
    ["charger", "warranty", "firmware", "battery", "manual", "cables"],
    vote: .group("electronics")
  )
  .example("The charger is included", votes: .group("electronics"))

  Keywords(
    "is_of_a_household",
    ["the flat", "interior", "wiped down", "household", "scandinavian", "redecorating"],
    vote: .group("home")
  )
  .example("From my grandmother's household", votes: .group("home"))

  Keywords(
    "is_for_outside",
    ["outside", "summer", "waterproof", "sports", "holiday", "indoors"],
    vote: .group("outdoors")
  )
  .example("Waterproof", votes: .group("outdoors"))

  // 4. What is looked for, or for sale as well, is another item.
  LabelingFunction("is_another_item") { document in
    guard document.containsAny(of: ["swap it for", "looking for", "is not for sale", "as well"])
    else { return nil }
    let named = Set(document.words.compactMap { namesOfItems[$0] })
    guard let other = named.first, named.count == 1 else { return nil }
    return .not(other)
  }
  .example("Looking for a radio, if you have one", votes: .not(.radio))
  .example("Radio for sale", votes: nil)

  // 5. A field: what is expensive is one of two, on shelves that are far apart.
  LabelingFunction("costs_a_lot") { document in
    guard let price = try document[ifPresent: "price", as: Int.self] else { return nil }
    return price > 260 ? .anyOf(.bicycle, .laptop) : .not(price < 60 ? .laptop : .knife)
  }
  .example(fields: ["price": "400"], votes: .anyOf(.bicycle, .laptop))
  .example(fields: ["price": "20"], votes: .not(.laptop))
}
