internal import LabelingCore
internal import TextKit
internal import VoteAnalysis

/// Counts the documents that hold each word and each phrase of two words, in bounded memory.
///
/// `Words` decides what a word is; a phrase has nothing but white space between its words.
/// Where the table fills up, the rarest terms are forgotten, and
/// counted from zero if they come again: a term that is reported lacks few documents at most.
/// - SeeAlso: G. S. Manku and R. Motwani, "Approximate frequency counts over data streams",
///   VLDB 2002, https://doi.org/10.1016/B978-155860869-6/50038-X
struct TermTable {
  /// Which corpus a document is from.
  enum Side {
    case old
    case new
  }

  private struct Slot {
    var hash: UInt64 = 0
    var old: UInt32 = 0
    var new: UInt32 = 0
    /// Number of the last document that was counted.
    var document: UInt32 = 0
    var name: DocumentBatch.Slice = DocumentBatch.Slice(offset: 0, length: 0)
  }

  private static let slotCount = 1 << 20
  /// Terms that the table holds before it makes room.
  private static let termLimit = slotCount / 8 * 5
  private static let probeLimit = 64
  /// Bytes of a term; longer ones are not counted.
  private static let longestTerm = 64
  /// Words of a phrase, at most.
  private static let phraseLength = 2

  private var slots = [Slot](repeating: Slot(), count: slotCount)
  private var names: [UInt8] = []
  private var termCount = 0
  private var document: UInt32 = 0
  private var text = Words()
  private var words = Phrases()
  /// Documents of the old corpus.
  private(set) var oldCount = 0
  /// Documents of the new corpus.
  private(set) var newCount = 0

  /// Counts the terms of a document.
  mutating func add(_ text: some Sequence<UInt8>, to side: Side) {
    if termCount > Self.termLimit { makeRoom() }
    document += 1
    if side == .old { oldCount += 1 } else { newCount += 1 }
    self.text.read(text)
    var words = Phrases()
    swap(&words, &self.words)
    words.read(self.text)
    words.forEachPhrase(upTo: Self.phraseLength) { hash, range in
      count(words.bytes[words.byteRange(of: range)], hash, side)
    }
    swap(&words, &self.words)
  }

  /// All terms, in the order of their spelling.
  var counts: [TextDrift.Count] {
    slots.filter { $0.document > 0 }.map {
      TextDrift.Count(
        term: String(decoding: names[$0.name.range], as: UTF8.self),
        old: Int($0.old),
        new: Int($0.new)
      )
    }.sorted { $0.term < $1.term }
  }

  private mutating func count(_ term: ArraySlice<UInt8>, _ hash: UInt64, _ side: Side) {
    guard term.count <= Self.longestTerm else { return }
    var place = Self.place(of: hash)
    for _ in 0..<Self.probeLimit {
      if slots[place].document == 0 {
        slots[place].hash = hash
        slots[place].name = DocumentBatch.Slice(offset: names.count, length: term.count)
        names.append(contentsOf: term)
        termCount += 1
      }
      if slots[place].hash == hash {
        guard slots[place].document < document else { return }
        slots[place].document = document
        if side == .old { slots[place].old += 1 } else { slots[place].new += 1 }
        return
      }
      place = Self.place(after: place)
    }
  }

  /// Forgets the terms of the fewest documents, until half of the limit is free.
  private mutating func makeRoom() {
    var kept = slots.filter { $0.document > 0 }
    var bound: UInt32 = 1
    while kept.count > Self.termLimit / 2 {
      kept.removeAll { $0.old + $0.new <= bound }
      bound += 1
    }
    let oldNames = names
    slots = [Slot](repeating: Slot(), count: Self.slotCount)
    names = []
    termCount = kept.count
    for var slot in kept {
      let name = oldNames[slot.name.range]
      slot.name = DocumentBatch.Slice(offset: names.count, length: name.count)
      names += name
      var place = Self.place(of: slot.hash)
      while slots[place].document > 0 { place = Self.place(after: place) }
      slots[place] = slot
    }
  }

  private static func place(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slotCount - 1)
  }

  private static func place(after place: Int) -> Int { (place + 1) & (slotCount - 1) }
}
