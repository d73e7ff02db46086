import Foundation
import LabelingKit
import PluginABI

/// What the tests' documents can be labeled as.
enum Mood: String, LabelClass {
  case good
  case bad
  case mixed
}

/// A set of functions, driven through the C table as the worker drives it.
struct PluginUnderTest {
  private let table: UnsafePointer<WinnowPlugin>

  init(@LabelingFunctionBuilder<Mood> _ functions: @escaping () -> [LabelingFunction<Mood>]) {
    self.init(of: Mood.self, functions)
  }

  init<Class: LabelClass>(
    of classes: Class.Type,
    labels: LabelsPerDocument = .one,
    @LabelingFunctionBuilder<Class> _ functions: @escaping () -> [LabelingFunction<Class>]
  ) {
    let table = exportedPlugin(
      LabelingFunctionSet(for: Class.self, labels: labels, functions: functions)
    )
    self.table = table.assumingMemoryBound(to: WinnowPlugin.self)
  }

  var plugin: WinnowPlugin { table.pointee }

  func manifest() throws -> Manifest {
    var running = WinnowCursor()
    let json = plugin.describe(plugin.context, &running)
    defer { plugin.release(json) }
    let text = json.map { String(cString: $0) } ?? ""
    return try JSONDecoder().decode(Manifest.self, from: Data(text.utf8))
  }

  func apply(
    _ documents: [TestDocument],
    disabled: Set<Int> = [],
    resume: WinnowCursor = WinnowCursor()
  ) throws -> TestArena {
    let arena = TestArena(
      documents,
      functionCount: try manifest().functions.count,
      classCount: Mood.allCases.count,
      disabled: disabled,
      resume: resume
    )
    plugin.apply(plugin.context, arena.pointer)
    return arena
  }

  /// What matches in documents, by document, function and place.
  func spans(of documents: [TestDocument], disabled: Set<Int> = []) throws -> [Span] {
    let arena = TestArena(
      documents,
      functionCount: try manifest().functions.count,
      classCount: Mood.allCases.count,
      disabled: disabled,
      resume: WinnowCursor()
    )
    var found: [WinnowSpan] = []
    withUnsafeMutablePointer(to: &found) { found in
      plugin.spans(plugin.context, arena.pointer, found) { taker, span in
        guard let taker, let span else { return }
        taker.assumingMemoryBound(to: [WinnowSpan].self).pointee.append(span.pointee)
      }
    }
    return found.map { span in
      let document = documents[Int(span.document)]
      let isText = span.field == UInt32.max
      let value = isText ? document.text ?? "" : document.fields[Int(span.field)].value.text
      let bytes = Array(value.utf8)[Int(span.offset)..<Int(span.offset + span.length)]
      return Span(
        row: Int(span.document),
        function: Int(span.function),
        isText: isText,
        part: String(decoding: bytes, as: UTF8.self),
        start: Int(span.offset),
        vote: Mood.allCases[Int(span.vote)]
      )
    }
  }

  struct Span: Equatable {
    var row = 0
    var function = 0
    var isText = true
    var part: String
    var start: Int
    var vote = Mood.good
  }

  /// The first function's votes on some texts: class names, or `nil` for abstain.
  func votes(on texts: [String]) throws -> [Mood?] {
    try votes(on: texts.map { TestDocument($0) })
  }

  /// The first function's votes; a fault is an error.
  func votes(on documents: [TestDocument]) throws -> [Mood?] {
    let arena = try apply(documents)
    return try arena.votes(of: 0).map { vote in
      if vote == Int16(WINNOW_FAULT) { throw Fault(message: arena.message(of: 0)) }
      return vote < 0 ? nil : Mood.allCases[Int(vote)]
    }
  }

  struct Fault: Error, Equatable {
    let message: String
  }
}
