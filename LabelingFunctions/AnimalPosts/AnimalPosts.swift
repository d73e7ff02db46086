import LabelingKit

/// The labeling functions for `Datasets/animals`: votes for several classes at once, against a
/// class, and with a score.
///
/// `LabelingFunctions/MessageSpam` shows the basics. This task is about what a function knows when
/// it does not know the class: that the post is about something with feathers, that it is not about
/// a dog, or what another program's score says. Such a vote is worth having, because it is honest.
/// Voting `.hen` on feathers would be wrong half of the time, and keeping silent would throw away
/// that it is neither a cat nor a dog nor a rabbit nor a goldfish.
let labelingFunctions = LabelingFunctionSet(for: Animal.self) {
  // 1. One class a vote, as everywhere. A word names the animal, or gives it away.
  LabelingFunction("names_the_animal") { document in
    let animals = Set(document.words.compactMap { namesOfAnimals[$0] })
    return animals.count == 1 ? animals.first : nil
  }
  .example("Our kitten has opinions about the door", votes: .cat)
  .example("The hen and the rabbit get on well", votes: nil)

  Lookup("has_its_habits", table: "habits.csv")
    .example("First egg this morning!", votes: .hen)

  // 2. Sets of classes: `.anyOf`. The vote is right when the truth is one of them; which one, other
  //    functions say. Two sets that overlap in one animal point at it together. A set that has a name
  //    among the groups of `Animal` is voted for by it, and `winnow label --coarse-below 0.6` writes
  //    the name where no animal is that probable.
  Keywords(
    "has_fur",
    ["fur", "paw", "paws", "claws", "whiskers", "licked", "vaccination", "neutered"],
    vote: .group("furry")
  )
  .example("Such soft paws", votes: .anyOf(.cat, .dog, .rabbit))
  .example("She came further than I thought", votes: nil)

  Keywords(
    "has_feathers",
    ["feather", "feathers", "wing", "wings", "beak", "pecked", "roosts", "seeds"],
    vote: .group("feathered")
  )
  .example("Found a feather in my slippers", votes: .anyOf(.hen, .parrot))

  Keywords(
    "lives_on_the_sofa",
    ["sofa", "bed", "pillow", "collar", "fleas", "ticks", "the ball", "stole", "chip"],
    vote: .anyOf(.cat, .dog)
  )
  .example("Lost his collar last night", votes: .anyOf(.cat, .dog))

  Keywords(
    "lives_in_the_garden",
    ["straw", "the run", "lettuce", "dandelions", "cabbage"],
    vote: .anyOf(.hen, .rabbit)
  )
  .example("Fresh straw for Moon", votes: .anyOf(.hen, .rabbit))

  Pattern("chews_and_digs", #"\b(?:chewed|gnawed|dug|digs)\b"#, vote: .anyOf(.dog, .rabbit))
    .example("He chewed through my phone charger", votes: .anyOf(.dog, .rabbit))

  Keywords("uses_a_tray", ["litter"], vote: .anyOf(.cat, .rabbit))
    .example("Changed the litter, she was offended", votes: .anyOf(.cat, .rabbit))

  // 3. Votes against: `.not`. It is the same as `.anyOf` of all others, but says what is known:
  //    nobody keeps a cat or a dog in a cage, and shops do not sell them.
  Keywords("comes_from_a_shop", ["pet shop", "pellets", "cage"], vote: .not(.cat, .dog, .hen))
    .example("Cleaned the cage", votes: .not(.cat, .dog, .hen))

  //    Weak, but on many posts: what moves about the house does not swim in a tank.
  Keywords(
    "moves_about",
    ["door", "stairs", "table", "lawn", "fence", "lap", "sits", "ran", "hoover", "kitchen"],
    vote: .not(.goldfish)
  )
  .example("Meows at the door", votes: .not(.goldfish))

  //    Code that casts a ballot says which one: `.not(animal)` is a value like any other. Who is
  //    compared with a dog is no dog; `names_the_animal` falls for it.
  LabelingFunction("is_compared_with") { document in
    let words = document.words
    for (word, (article, name)) in zip(words, zip(words.dropFirst(), words.dropFirst(2)))
    where article == "a" && comparisons.contains(word) {
      if let animal = namesOfAnimals[name] { return .not(animal) }
    }
    return nil
  }
  .example("He thinks he is a dog", votes: .not(.dog))
  .example("Stubborn as a macaw", votes: .not(.parrot))
  .example("Our dog is stubborn", votes: nil)

  // 4. Scores of other programs, which need not be calibrated: the label model looks at their
  //    order, and learns what each level is worth. Here a model of pictures, whose `bird` is a set
  //    for us, and whose `rodent` is what it calls rabbits.
  LabelingFunction("looks_like") { document in
    guard let tag = document["photo"], let meaning = meaningsOfTags[tag] else { return nil }
    return meaning.with(confidence: try document["photo_score", as: Double.self])
  }
  .example(fields: ["photo": "bird", "photo_score": "0.8"], votes: .anyOf(.hen, .parrot))
  .example(
    fields: ["photo": "cat", "photo_score": "0.93"],
    votes: .cat.with(confidence: 0.93)
  )
  .example(fields: ["photo": "car", "photo_score": "0.9"], votes: nil)
  .example("No picture", votes: nil)

  //    A score for one class says something at both ends: high that it is a dog, low that it is
  //    not. Each vote says how sure it is of itself, so the low end is turned round.
  LabelingFunction("sounds_like_barking") { document in
    guard let score = try document[ifPresent: "barking", as: Double.self] else { return nil }
    return score >= 0.5
      ? .only(.dog).with(confidence: score) : .not(.dog).with(confidence: 1 - score)
  }
  .example(fields: ["barking": "0.9"], votes: .dog.with(confidence: 0.9))
  .example(fields: ["barking": "0.1"], votes: .not(.dog).with(confidence: 0.9))
}
