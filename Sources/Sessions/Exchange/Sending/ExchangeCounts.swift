internal import LabelStore

/// Numbers of what people said of some documents.
struct ExchangeCounts {
  private(set) var answers = 0
  private(set) var skips = 0
  private(set) var refusals = 0
  private(set) var times = 0
  private(set) var durations = 0
  private(set) var notes = 0
  private(set) var flags = 0
  private(set) var settled = 0
  /// Settled classes that an answer names too.
  private(set) var settledAsAnswered = 0

  /// Counts what was said of documents.
  init(_ documents: [ExportedDocument]) {
    for document in documents {
      for answer in document.answers {
        let event = answer.event
        if event.kind == .skip {
          skips += 1
        } else if event.isRejection {
          refusals += 1
        } else {
          answers += 1
        }
        if answer.time != nil { times += 1 }
        if event.durationInMilliseconds != nil { durations += 1 }
      }
      for remark in document.remarks {
        if remark.event.kind == .note { notes += 1 } else { flags += 1 }
      }
      guard let settlement = document.settlement else { continue }
      settled += 1
      let isAnswered = document.answers.contains {
        $0.event.kind == .answer && $0.event.says == settlement.event.says
      }
      if isAnswered { settledAsAnswered += 1 }
    }
  }
}
