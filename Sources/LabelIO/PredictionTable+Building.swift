package import LabelingCore

extension PredictionTable {
  /// Takes predictions row by row.
  package struct Builder {
    private let path: String
    private let hasProbabilities: Bool
    private var resolver: ClassResolver
    private var rows: [ExactString: Int] = [:]
    private var ids: [String] = []
    private var labels: [Int16] = []
    private var values: [Double] = []
    private var hasEmptyLabel = false

    /// Begins a table.
    ///
    /// - Parameters:
    ///   - path: The file, for messages.
    ///   - classes: The classes of the probabilities; `nil` for labels alone, whose classes are
    ///     those that occur among them and the gold labels.
    ///   - gold: Gold labels whose classes count when they are inferred.
    /// - Throws: ``LabelIOError`` for gold labels of too many classes.
    package init(path: String, classes: [String]?, gold: GoldTable?) throws {
      self.path = path
      hasProbabilities = classes != nil
      resolver = ClassResolver(labelSpace: classes.map { LabelSpace($0) }, notation: .names)
      if classes == nil { _ = try gold?.votes(&resolver) }
    }

    /// Adds a row; an empty label abstains.
    ///
    /// - Throws: ``LabelIOError`` for an id that came before, and a label that is not a class.
    package mutating func add(
      id: String,
      label: String,
      probabilities: [Double]?,
      at place: SourceLocation
    ) throws {
      if let first = rows.updateValue(place.line ?? 0, forKey: ExactString(id)) {
        throw LabelIOError.repeatedID(id, at: place, firstLine: first)
      }
      ids.append(id)
      if label.isEmpty { hasEmptyLabel = true }
      let vote = try Array(label.utf8).withUnsafeBufferPointer {
        try resolver.vote($0) { place }
      }
      labels.append(vote == ClassResolver.minusOne ? resolver.minusOneClass() : vote)
      if let probabilities { values += probabilities }
    }

    /// The table.
    package mutating func finish() -> PredictionTable {
      resolver.minusOneIsClass =
        hasEmptyLabel && resolver.knownMinusOne.map(labels.contains) ?? false
      let (space, newIndices) = resolver.inferred()
      return PredictionTable(
        labelSpace: space,
        ids: ids,
        labels: labels.map { $0 < 0 ? .abstain : Vote(classIndex: newIndices[Int($0)]) },
        probabilities: hasProbabilities
          ? SoftLabels(classCount: space.classCount, values: values) : nil
      )
    }
  }
}
