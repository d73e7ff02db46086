internal import LabelingCore

/// Answers about single classes of documents that have several.
///
/// Prodigy may ask about one class at a time. What an annotator said of each class is an answer about
/// the document once it is about all classes; with less nobody knows what the document has.
struct ProdigyClassAnswers {
  /// An annotator on a document.
  private struct Place: Hashable {
    var text: ExactString
    var annotator: ExactString?
  }

  private let records: [ForeignRecord]
  private let classes: [String]

  /// Prepares to join answers.
  ///
  /// - Parameters:
  ///   - records: The records of a file.
  ///   - classes: The classes; `nil` takes those that the file names.
  init(_ records: [ForeignRecord], _ classes: [String]?) {
    self.records = records
    var named = FieldTable()
    for record in records {
      for name in record.offered { _ = named.index(adding: name) }
      for answer in record.answers {
        for name in Self.names(in: answer) { _ = named.index(adding: name) }
      }
    }
    self.classes = classes ?? named.names
  }

  /// The records with one answer, in the last of its records, for what was said class by class; what
  /// is not said of all classes is left out and counted.
  func joined(in file: AnswerReader) -> [ForeignRecord] {
    var joined = records
    var parts: [Place: [(record: Int, answer: ForeignAnswer)]] = [:]
    var order: [Place] = []
    for (index, record) in records.enumerated() {
      joined[index].answers = record.answers.filter { !isPart($0) }
      for answer in record.answers where isPart(answer) {
        // A class that nobody accepted is one of the classes too.
        joined[index].offered += Self.names(in: answer)
        let place = Place(
          text: ExactString("\(record.id ?? "")\u{0}\(record.text ?? "")"),
          annotator: answer.annotator.map { ExactString($0) }
        )
        if parts[place] == nil { order.append(place) }
        parts[place, default: []].append((index, answer))
      }
    }
    for place in order {
      let own = parts[place] ?? []
      guard let last = own.last, let answer = whole(own.map(\.answer)) else {
        file.lose("answers about single classes, by who was not asked about all", own.count)
        continue
      }
      joined[last.record].answers.append(answer)
    }
    return joined
  }

  private func isPart(_ answer: ForeignAnswer) -> Bool {
    answer.isAboutOneClass && !Self.names(in: answer).isEmpty
  }

  private static func names(in answer: ForeignAnswer) -> [String] {
    (answer.labels ?? []) + (answer.openLabel.map { [$0] } ?? [])
  }

  /// The answer that an annotator's answers about single classes amount to; `nil` where one is open.
  private func whole(_ answers: [ForeignAnswer]) -> ForeignAnswer? {
    // The last of equal times counts, as everywhere.
    let ordered = answers.enumerated().sorted {
      let times = ($0.element.timeInMilliseconds ?? .min, $1.element.timeInMilliseconds ?? .min)
      return times.0 != times.1 ? times.0 < times.1 : $0.offset < $1.offset
    }.map(\.element)
    var said: [ExactString: Bool] = [:]
    for answer in ordered {
      for name in answer.labels ?? [] { said[ExactString(name)] = !answer.isRejection }
      if let name = answer.openLabel { said[ExactString(name)] = nil }
    }
    // What is not a class is told by who looks the classes up.
    let unknown = answers.flatMap(Self.names).filter { !classes.containsExactly($0) }
    guard var whole = ordered.last,
      !unknown.isEmpty || classes.allSatisfy({ said[ExactString($0)] != nil })
    else { return nil }
    whole.labels = classes.filter { said[ExactString($0)] ?? false } + unknown
    whole.isRejection = false
    whole.isAboutOneClass = false
    whole.openLabel = nil
    whole.extra = answers.reduce(into: []) { extra, answer in
      for member in answer.extra where !extra.contains(where: { $0.name == member.name }) {
        extra.append(member)
      }
    }
    return whole
  }
}
