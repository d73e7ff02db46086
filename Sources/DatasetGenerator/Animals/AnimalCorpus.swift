/// Draws the corpus of posts about pets.
///
/// A post's first sentence has words of its animal only, or words that two or three animals share,
/// or says nothing; further sentences come from the same three lots. One in nine compares its animal
/// with another, or meets another. Pictures and sounds have been scored by small models that are
/// better than chance, and surer than they should be.
struct AnimalCorpus {
  var postCount = 1_500
  var seed: UInt64 = 0x5EED_0003

  private static let animals: [(Int, AnimalPost.Animal)] = [
    (29, .cat), (31, .dog), (4, .goldfish), (11, .hen), (12, .parrot), (13, .rabbit),
  ]

  func posts() -> [AnimalPost] {
    let book = PhraseBook(AnimalPhrases.common)
    return (0..<postCount).map { number in
      var draws = DrawSource(seed: seed, stream: number)
      let animal = draws.pick(weighted: Self.animals)
      return AnimalPost(
        id: "a\(String(10_001 + number).dropFirst())",
        text: Self.text(animal, book, using: &draws),
        photo: draws.chance(42) ? Self.photo(animal, using: &draws) : nil,
        barking: draws.chance(22) ? Self.barking(animal, using: &draws) : nil,
        gold: draws.chance(80) ? animal : nil
      )
    }
  }

  private static func text(
    _ animal: AnimalPost.Animal,
    _ book: PhraseBook,
    using draws: inout DrawSource
  ) -> String {
    var sentences = [draws.pick(weighted: [(72, ""), (28, "{opening}")])]
    sentences.append(sentence(animal, own: 44, shared: 40, using: &draws))
    if draws.chance(12) {
      let other = draws.pick(AnimalPost.Animal.allCases.filter { $0 != animal })
      let aside = draws.pick(
        draws.chance(65) ? AnimalTemplates.likenesses : AnimalTemplates.meetings
      )
      let name = draws.pick(AnimalTemplates.names(other))
      sentences.append(aside.replacing("{other}", with: name))
    }
    if draws.chance(46) { sentences.append(sentence(animal, own: 22, shared: 46, using: &draws)) }
    sentences.append(draws.pick(weighted: [(66, ""), (34, "{closing}")]))
    var template = sentences.filter { !$0.isEmpty }.joined(separator: " ")
    let isShe = animal == .hen || draws.chance(50)
    for (slot, word) in isShe ? AnimalPhrases.she : AnimalPhrases.he {
      template = template.replacing(slot, with: word)
    }
    let name = draws.pick(AnimalPhrases.pets)
    let kind = draws.pick(AnimalTemplates.names(animal))
    let subject = draws.pick(weighted: [(76, name), (12, "My \(kind)"), (12, "Our \(kind)")])
    for (slot, word) in [("{pet}", name), ("{Pet}", subject), ("{kind}", kind)] {
      template = template.replacing(slot, with: word)
    }
    let text = book.text(template, using: &draws)
    return Slips(shortForms: 9, typos: 14, lowercase: 18, uppercase: 2).applied(
      to: text,
      using: &draws
    )
  }

  /// A sentence with words of the animal, of it and others, or of none.
  private static func sentence(
    _ animal: AnimalPost.Animal,
    own: Int,
    shared: Int,
    using draws: inout DrawSource
  ) -> String {
    let lot = draws.below(100)
    if lot < own {
      let misleads = draws.chance(11)
      return draws.pick(misleads ? AnimalTemplates.misfits(animal) : AnimalTemplates.own(animal))
    }
    guard lot < own + shared else { return draws.pick(AnimalTemplates.anybody) }
    let lots = AnimalTemplates.shared.filter { $0.animals.contains(animal) }
    return draws.pick(draws.pick(lots).sentences)
  }

  /// A tag of the picture: blurred pictures are tagged by chance, with lower scores.
  private static func photo(
    _ animal: AnimalPost.Animal,
    using draws: inout DrawSource
  ) -> AnimalPost.Photo {
    let (isRight, scores) = draws.pick(weighted: [
      (50, (94, 80...99)), (30, (68, 64...95)), (20, (36, 45...84)),
    ])
    let tag =
      draws.chance(isRight)
      ? AnimalTemplates.tag(animal) : draws.pick(["cat", "dog", "bird", "rodent", "fish"])
    return AnimalPost.Photo(tag: tag, score: draws.within(scores))
  }

  /// Dogs bark in most of the clips they are in; parrots and neighbors do at times.
  private static func barking(_ animal: AnimalPost.Animal, using draws: inout DrawSource) -> Int {
    let loud =
      switch animal {
      case .dog: 74
      case .parrot: 16
      case .cat, .goldfish, .hen, .rabbit: 6
      }
    return draws.chance(loud) ? draws.within(48...98) : draws.within(1...44)
  }
}
