internal import CorpusIO
internal import HTTPTypes
internal import JSONText
internal import LabelingCore
internal import Serving

/// The tasks that Label Studio wants predictions for.
struct LabelStudioRequest: Sendable {
  /// The tasks' data as a line of JSON each; `nil` where a task has none.
  private let lines: [[UInt8]?]
  /// The number of each task in Label Studio.
  private let numbers: [String?]
  /// What the tasks' data are.
  private let control: ChoicesControl

  /// Reads `{"tasks": [{"id", "data"}], …}`.
  ///
  /// - Throws: 400 for a body without tasks.
  init(_ body: JSONBody, control: ChoicesControl) throws(WebError) {
    guard let tasks = body["tasks"].flatMap({ body.elements(of: $0) }) else {
      throw .badRequest("the body has no array 'tasks'")
    }
    self.control = control
    let members = tasks.map { body.members(of: $0) ?? [] }
    func value(_ name: String, of index: Int) -> JSONSlice? {
      members[index].first { $0.name.isExactly(name) }?.value
    }
    lines = members.indices.map { index in
      value("data", of: index).flatMap { $0.kind == .object ? body.line(of: $0) : nil }
    }
    numbers = members.indices.map { index in
      value("id", of: index).map { String(decoding: body.bytes[$0.contents], as: UTF8.self) }
    }
  }

  /// Number of tasks.
  var count: Int { lines.count }

  /// The tasks as documents.
  struct Documents {
    /// The documents of the tasks that can be labeled; `nil` when there are none.
    var batch: LabelingBatch<BatchOrigin>?
    /// The place of each among the tasks.
    var places: [Int]
    /// Why each of the other tasks cannot be labeled, by its place.
    var faults: [Int: String]
  }

  /// Reads the tasks' data.
  ///
  /// - Throws: 422 when there are tasks and none of them can be labeled.
  func documents(for labeler: OnlineLabeler) throws -> Documents {
    var faults: [Int: String] = [:]
    for (index, line) in lines.enumerated() where line == nil {
      faults[index] = "a task has the object 'data'"
    }
    var places = lines.indices.filter { faults[$0] == nil }
    var batch: LabelingBatch<BatchOrigin>?
    do {
      batch = try read(places, by: labeler)
    } catch let bad as BadRecords where bad.count == bad.first.count {
      for record in bad.first { faults[places[record.index]] = record.diagnostic.headline }
      places = places.filter { faults[$0] == nil }
      if !places.isEmpty { batch = try read(places, by: labeler) }
    } catch let error as CorpusError {
      // No task has the field.
      for index in places { faults[index] = Diagnostic.all(of: error)[0].headline }
      places = []
    }
    for (index, number) in numbers.enumerated() {
      if let fault = faults[index], let number { faults[index] = "task \(number): \(fault)" }
    }
    if places.isEmpty, let fault = faults.min(by: { $0.key < $1.key })?.value {
      let others = count > 1 ? ", and none of the \(count) tasks can be labeled" : ""
      throw WebError(.unprocessableContent, "bad_document", fault + others)
    }
    return Documents(batch: batch, places: places, faults: faults)
  }

  private func read(
    _ places: [Int],
    by labeler: OnlineLabeler
  ) throws -> LabelingBatch<BatchOrigin>? {
    guard !places.isEmpty else { return nil }
    return try labeler.documents(
      jsonLines: places.flatMap { lines[$0] ?? [] },
      textField: control.textField
    )
  }
}
