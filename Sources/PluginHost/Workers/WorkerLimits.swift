/// The limits of worker processes: how long functions may take, and how often they may fail.
///
/// Those of cells are defaults of ``WorkerOptions`` and of the command line; the others hold always.
package enum WorkerLimits {
  /// How long one function may take for one document.
  package static let cellTime = Duration.seconds(10)
  /// The same where somebody waits for the answer: on a server.
  package static let onlineCellTime = Duration.seconds(2)
  /// How long a plugin may take to be loaded, and an example to run.
  static let loadingTime = Duration.seconds(60)
  /// How long a search for the parts that match may take: more than a thousand documents' searches
  /// take, and a pattern cannot loop for ever.
  static let matchingTime = Duration.seconds(30)
  /// Longest that a process that was killed is waited for.
  static let endingTime = Duration.seconds(5)
  /// A function that stops workers this often is not run again.
  package static let crashCount = 1000
  /// A function that exceeds the time limit this often is not run again.
  package static let timeoutCount = 10
}
