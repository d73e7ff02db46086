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
    ///   - groups: Groups that the classes stand in; `nil` where they stand in none.
    /// - Throws: ``LabelIOError`` for gold labels of too many classes, and a `Diagnostic` for groups
    ///   of other classes.
    package init(
      path: String,
      classes: [String]?,
      gold: GoldTable?,
      groups: NamedGroups? = nil
    ) throws {
      self.path = path
      hasProbabilities = classes != nil
      let own = classes.map { LabelSpace($0) }
      resolver = ClassResolver(
        labelSpace: try groups?.labelSpace(of: own) ?? own,
        notation: .names
      )
      if resolver.labelSpace == nil { _ = try gold?.votes(&resolver) }
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
      let vote: Int16
      do {
        vote = try Array(label.utf8).withUnsafeBufferPointer { try resolver.vote($0) { place } }
      } catch LabelIOError.unknownClass(let name, let place, let classes) {
        throw LabelIOError.unknownLabel(name, at: place, classes: classes)
      }
      labels.append(vote == ClassResolver.minusOne ? resolver.minusOneClass() : vote)
      if let probabilities { values += probabilities }
    }

    /// The table.
    package mutating func finish() -> PredictionTable {
      resolver.minusOneIsClass =
        hasEmptyLabel && resolver.knownMinusOne.map(labels.contains) ?? false
      let (space, _) = resolver.inferred()
      let meanings = resolver.goldMeanings(in: space)
      var column = GoldColumn(classCount: space.classCount)
      for label in labels { column.append(label < 0 ? nil : meanings[Int(label)]) }
      return PredictionTable(
        labelSpace: space,
        ids: ids,
        labels: column.labels,
        groupLabels: column.sets,
        probabilities: hasProbabilities
          ? SoftLabels(classCount: space.classCount, values: values) : nil
      )
    }
  }
}
