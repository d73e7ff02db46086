internal import LabelingCore
internal import PluginABI

/// Counts the faults of each function, and decides when one has had enough.
///
/// Which cells a function is kept from depends on the order of the corpus
/// alone: all behind the stop that reached the limit.
package struct FaultLedger {
  /// A cell's place in the corpus.
  package struct Position: Comparable, Sendable {
    /// The batch's place in the corpus.
    package let sequence: Int
    /// The document's place in the batch.
    package let row: Int

    /// Names a cell.
    package init(sequence: Int, row: Int) {
      self.sequence = sequence
      self.row = row
    }

    package static func < (a: Position, b: Position) -> Bool {
      (a.sequence, a.row) < (b.sequence, b.row)
    }
  }

  /// Ids kept per function.
  private static let idLimit = 10

  private let functions: [PluginManifest.Function]
  private let limits: WorkerOptions
  private var faults: [Int: LabelingFunctionFault] = [:]
  /// Where each function stopped a worker, in ascending order.
  private var crashes: [Int: [Position]] = [:]
  private var timeouts: [Int: [Position]] = [:]

  /// Starts without faults.
  package init(functions: [PluginManifest.Function], limits: WorkerOptions) {
    self.functions = functions
    self.limits = limits
  }

  /// The faults so far, in the order of the functions.
  package var all: [LabelingFunctionFault] { faults.sorted { $0.key < $1.key }.map(\.value) }

  /// Notes that a function stopped a worker.
  package mutating func noteStop(
    of function: Int,
    at position: Position,
    _ cause: LabelingFunctionFault.Cause
  ) {
    func insert(into stops: inout [Position]) {
      let index = stops.lastIndex { $0 < position }.map { $0 + 1 } ?? 0
      stops.insert(position, at: index)
    }
    if cause == .timeout {
      insert(into: &timeouts[function, default: []])
    } else {
      insert(into: &crashes[function, default: []])
    }
  }

  /// The last cell a function may run on, as far as is known; `nil` for no limit.
  ///
  /// Stops that are not known yet can only move it forward in the corpus.
  package func lastCell(of function: Int) -> Position? {
    let byCrashes = crashes[function].flatMap { $0.dropFirst(limits.crashLimit - 1).first }
    let byTimeouts = timeouts[function].flatMap { $0.dropFirst(limits.timeoutLimit - 1).first }
    guard let byCrashes, let byTimeouts else { return byCrashes ?? byTimeouts }
    return min(byCrashes, byTimeouts)
  }

  /// Whether a function may run on a cell, as far as is known.
  package func mayRun(_ function: Int, at position: Position) -> Bool {
    lastCell(of: function).map { position <= $0 } ?? true
  }

  /// Adds one faulty cell; cells come in corpus order.
  package mutating func add(_ cell: CellFault, document: @autoclosure () -> String) {
    var fault =
      faults[cell.function]
      ?? LabelingFunctionFault(
        function: functions[cell.function].name,
        file: functions[cell.function].file,
        line: functions[cell.function].line,
        counts: [:],
        firstMessage: cell.message,
        documents: []
      )
    fault.counts[cell.cause.rawValue, default: 0] += 1
    if fault.documents.count < Self.idLimit { fault.documents.append(document()) }
    faults[cell.function] = fault
  }
}
