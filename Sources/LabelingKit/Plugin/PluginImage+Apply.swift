internal import PluginABI

extension PluginImage {
  /// Runs the enabled functions on a batch, from its resume cursor on.
  ///
  /// Functions are outside and documents inside: the other order keeps a
  /// shared closure's reference count busy on every call.
  func apply(to arena: UnsafeMutablePointer<WinnowArena>) {
    let batch = ArenaView(arena)
    let resume = arena.pointee.resume
    let sheet = functions.sheet
    sheet.begin(batch)
    defer { sheet.end() }
    let runner = CellRunner(batch: batch, resume: resume, sheet: sheet)
    if resume.function == UInt32(WINNOW_MATCHER) { runMatcher(runner) }
    guard functions.voters.contains(where: { batch.isEnabled($0.function) }) else { return }
    show(batch)
    for (function, vote) in functions.voters where batch.isEnabled(function) {
      runner.run(function, uncounted, vote)
    }
  }

  /// Matches texts where they stand in the arena; no document is needed.
  private func runMatcher(_ runner: CellRunner) {
    guard let whole = functions.matcher else { return }
    let batch = runner.batch
    let enabled = whole.functions.filter { batch.isEnabled($0) }
    guard !enabled.isEmpty, let matcher = matcher(of: enabled) else { return }
    functions.votes.withUnsafeBufferPointer { votes in
      for row in runner.firstRow(of: UInt32(WINNOW_MATCHER))..<batch.documentCount {
        runner.mark(UInt32(WINNOW_MATCHER), row)
        guard let text = batch.text(ofDocument: row) else {
          for function in enabled { runner.fault(function, row, "\(FieldError.noText)") }
          continue
        }
        matcher.match(text) { function, error in
          guard batch.isEnabled(function) else { return }
          if let error {
            runner.fault(function, row, "\(error)")
          } else {
            batch.setVote(votes[function], function: function, row: row)
          }
        }
      }
    }
  }
}

/// Runs one function's cells and notes faults.
struct CellRunner {
  let batch: ArenaView
  let resume: WinnowCursor
  let sheet: BallotSheet

  /// The first row that a stage has to run, given where the batch resumes.
  func firstRow(of stage: UInt32) -> Int {
    stage == resume.function ? min(Int(resume.document), batch.documentCount) : 0
  }

  func mark(_ stage: UInt32, _ row: Int) {
    winnow_mark(batch.running, stage, UInt32(truncatingIfNeeded: row))
  }

  func run(
    _ function: Int,
    _ documents: [Unmanaged<Document>],
    _ vote: (Document) throws -> Int16
  ) {
    let stage = UInt32(function + 1)
    guard stage >= resume.function else { return }
    for row in firstRow(of: stage)..<batch.documentCount {
      mark(stage, row)
      documents[row]._withUnsafeGuaranteedRef { document in
        // What a call noted that threw is nobody's.
        _ = NotedConfidence.take()
        do {
          let vote = try sheet.settled(try vote(document))
          if let pending = document.takePendingFault() {
            fault(function, row, "\(pending)")
          } else {
            batch.setVote(vote, function: function, row: row)
          }
        } catch {
          _ = document.takePendingFault()
          fault(function, row, "\(error)")
        }
      }
    }
  }

  func fault(_ function: Int, _ row: Int, _ message: String) {
    batch.setVote(Int16(WINNOW_FAULT), function: function, row: row)
    batch.setMessage(message, function: function)
  }
}
