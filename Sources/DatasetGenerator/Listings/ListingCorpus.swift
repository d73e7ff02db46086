/// Draws the corpus of listings of a second-hand market.
///
/// A sentence has words of its item only, words that its shelf shares, words that its department
/// shares, or says nothing. One listing in nine names another item: what it goes with, or what it
/// would be swapped for. Whoever labeled a listing stopped at the shelf or the department where
/// nothing in it told the item, half of the time.
struct ListingCorpus {
  var listingCount = 1_600
  var seed: UInt64 = 0x5EED_0004

  private static let items: [(Int, Listing.Item)] = [
    (9, .headphones), (6, .speaker), (4, .radio), (11, .laptop), (5, .keyboard), (5, .printer),
    (5, .kettle), (6, .pan), (3, .knife), (10, .chair), (7, .shelf), (7, .lamp), (11, .bicycle),
    (3, .helmet), (5, .tent), (3, .sleepingBag),
  ]

  func listings() -> [Listing] {
    let book = PhraseBook(ListingPhrases.common)
    return (0..<listingCount).map { number in
      var draws = DrawSource(seed: seed, stream: number)
      let item = draws.pick(weighted: Self.items)
      let (text, depth) = Self.text(item, book, using: &draws)
      return Listing(
        id: "l\(String(10_001 + number).dropFirst())",
        text: text,
        price: Self.price(item, using: &draws),
        gold: draws.chance(68) ? Self.gold(item, told: depth, using: &draws) : nil
      )
    }
  }

  /// The text, and how much of the place it tells: 3 the item, 2 the shelf, 1 the department.
  private static func text(
    _ item: Listing.Item,
    _ book: PhraseBook,
    using draws: inout DrawSource
  ) -> (text: String, depth: Int) {
    var sentences = [draws.pick(weighted: [(60, ""), (40, "{opening}")])]
    var depth = 0
    func add(own: Int, shelf: Int, department: Int) {
      var (sentence, told) = Self.sentence(item, own, shelf, department, using: &draws)
      while sentences.contains(sentence) {
        (sentence, told) = Self.sentence(item, own, shelf, department, using: &draws)
      }
      sentences.append(sentence)
      depth = max(depth, told)
    }
    add(own: 43, shelf: 27, department: 18)
    if draws.chance(72) { add(own: 18, shelf: 33, department: 29) }
    if draws.chance(11) {
      let other = draws.pick(Listing.Item.allCases.filter { $0 != item })
      let aside = draws.pick(ListingTemplates.asides)
      sentences.append(aside.replacing("{other}", with: draws.pick(ListingTemplates.names(other))))
    }
    sentences.append(draws.pick(weighted: [(45, ""), (55, "{closing}")]))
    let name = draws.pick(ListingTemplates.names(item))
    let template = sentences.filter { !$0.isEmpty }.joined(separator: " ")
      .replacing("{Item}", with: name.prefix(1).uppercased() + name.dropFirst())
      .replacing("{item}", with: name)
    let text = book.text(template, using: &draws)
    let slips = Slips(shortForms: 5, typos: 12, lowercase: 14, uppercase: 2)
    return (slips.applied(to: text, using: &draws), depth)
  }

  private static func sentence(
    _ item: Listing.Item,
    _ own: Int,
    _ shelf: Int,
    _ department: Int,
    using draws: inout DrawSource
  ) -> (sentence: String, depth: Int) {
    let lot = draws.below(100)
    if lot < own { return (draws.pick(ListingTemplates.own(item)), 3) }
    if lot < own + shelf { return (draws.pick(ListingTemplates.shared(item.shelf)), 2) }
    if lot < own + shelf + department {
      return (draws.pick(ListingTemplates.shared(item.shelf.department)), 1)
    }
    return (draws.pick(ListingTemplates.anything), 0)
  }

  private static func gold(
    _ item: Listing.Item,
    told depth: Int,
    using draws: inout DrawSource
  ) -> Listing.Gold {
    // Pictures may tell what the text does not.
    if depth == 3 || draws.chance(50) { return .item(item) }
    return depth == 2 ? .shelf(item.shelf) : .department(item.shelf.department)
  }

  private static func price(_ item: Listing.Item, using draws: inout DrawSource) -> Int {
    let range =
      switch item {
      case .bicycle: 60...600
      case .chair, .lamp, .shelf: 10...140
      case .headphones, .speaker: 15...160
      case .helmet, .knife, .pan, .sleepingBag: 8...70
      case .kettle, .keyboard, .radio: 5...55
      case .laptop: 120...900
      case .printer: 20...120
      case .tent: 30...260
      }
    return draws.within(range)
  }

  /// The listings as CSV: gold labels are paths such as `home/kitchen/pan`, or stop at a group.
  func csv() -> [UInt8] {
    CSVFile.bytes(["id", "text", "price", "gold"], listings().map(\.fields))
  }
}
