/// An example that does not get the vote it should, or a mistake in a declaration.
public struct ExampleFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The function's name; empty where a declaration is at fault.
  public let function: String
  /// The source file.
  public let file: String
  /// The line of the example, or of the declaration.
  public let line: Int
  /// What went wrong.
  public let problem: String

  /// `file:line: function: problem`.
  public var description: String {
    "\(file):\(line): \(function.isEmpty ? "" : "'\(function)': ")\(problem)"
  }
}

extension LabelingFunctionSet {
  /// Runs every example, and looks for mistakes in the declarations.
  ///
  /// One line makes a test of a task's examples:
  ///
  /// ```swift
  /// @Test func `examples hold`() { #expect(labelingFunctions.checkExamples() == []) }
  /// ```
  ///
  /// A function that traps ends the test; `winnow test` names it instead.
  /// - Returns: What is wrong, in the order of the source; empty when all is well.
  public func checkExamples() -> [ExampleFailure] {
    let image = PluginImage(
      classes: Class.allCases.map(\.rawValue),
      groups: ClassGroups.all(of: Class.self)
    ) {
      (functions.map(\.declaration), labels)
    }
    let problems = image.functions.problems.map {
      ExampleFailure(
        function: "",
        file: $0.place.file,
        line: $0.place.line,
        problem: "\($0.headline); \($0.help)"
      )
    }
    guard problems.isEmpty else { return problems }
    return image.failedExamples { _, _ in }.map { failure in
      ExampleFailure(
        function: failure.function,
        file: failure.example.place.file,
        line: failure.example.place.line,
        problem: "expected \(failure.expected), got \(failure.outcome)"
      )
    }
  }
}
