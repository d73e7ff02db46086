package import LabelingCore

extension LabelTable {
  /// How far a row's probabilities may be from adding up to 1, as files round them.
  private static let roundingTolerance = 0.01

  /// Reads predictions from a CSV file.
  ///
  /// - Parameters:
  ///   - source: The file.
  ///   - labelSpace: The classes; `nil` takes them from the `p_` columns, in
  ///     their order, or else infers them from the labels and the gold labels,
  ///     see ``LabelSpaceInference``.
  ///   - gold: Gold labels whose classes count when they are inferred.
  ///   - idColumns: Names of the column of ids.
  ///   - labelColumns: Names of the column of labels.
  /// - Returns: The predictions; each row of probabilities sums to 1.
  /// - Throws: ``VoteIOError``, or what the source throws.
  package static func read(
    from source: ByteSource,
    labelSpace: LabelSpace? = nil,
    gold: GoldTable? = nil,
    idColumns: [String] = ["id"],
    labelColumns: [String] = ["label"]
  ) throws -> LabelTable {
    var csv = try CSVRows(source)
    let idColumn = try csv.requiredColumn(idColumns)
    let labelColumn = try csv.requiredColumn(labelColumns)
    let known = labelSpace ?? Self.labelSpace(of: csv.header)
    let columns = try probabilityColumns(csv, known)
    var resolver = ClassResolver(labelSpace: known, notation: .names)
    if known == nil { _ = try gold?.votes(&resolver) }
    var rows = RowIDs()
    var labels: [Int16] = []
    var values: [Double] = []
    while try csv.next() {
      let (id, number) = try rows.id(of: idColumn, in: &csv)
      try rows.requireNew(number, id, idColumn, csv)
      let current = csv
      let label = try csv.withField(labelColumn) { bytes in
        try resolver.vote(bytes) { current.place(labelColumn) }
      }
      labels.append(label)
      if !columns.isEmpty { try appendProbabilities(&csv, columns, to: &values) }
    }
    let (space, newIndices) = resolver.inferred()
    return LabelTable(
      labelSpace: space,
      ids: rows.ids,
      labels: labels.map { $0 < 0 ? .abstain : Vote(classIndex: newIndices[Int($0)]) },
      probabilities: columns.isEmpty
        ? nil : SoftLabels(classCount: space.classCount, values: values)
    )
  }

  private static func labelSpace(of header: [String]) -> LabelSpace? {
    let classes = header.filter { $0.hasPrefix(probabilityPrefix) }
      .map { String($0.dropFirst(probabilityPrefix.count)) }
    return classes.isEmpty ? nil : LabelSpace(classes)
  }

  /// A column per class, or none at all.
  private static func probabilityColumns(
    _ csv: CSVRows,
    _ labelSpace: LabelSpace?
  ) throws -> [Int] {
    let names = (labelSpace?.classes ?? []).map { probabilityPrefix + $0 }
    guard names.contains(where: csv.header.contains) else { return [] }
    return try names.map { try csv.requiredColumn([$0]) }
  }

  private static func appendProbabilities(
    _ csv: inout CSVRows,
    _ columns: [Int],
    to values: inout [Double]
  ) throws {
    var sum = 0.0
    for column in columns {
      guard let value = Double(try csv.text(column)), (0...1).contains(value) else {
        throw VoteIOError.notProbability(at: csv.place(column), column: csv.header[column])
      }
      sum += value
      values.append(value)
    }
    guard abs(sum - 1) <= roundingTolerance else {
      throw VoteIOError.unnormalized(at: csv.place(columns[0]), sum: sum)
    }
    guard abs(sum - 1) > 1e-9 else { return }
    for index in (values.count - columns.count)..<values.count { values[index] /= sum }
  }
}
