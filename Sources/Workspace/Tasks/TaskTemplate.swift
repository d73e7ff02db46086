internal import Foundation
package import LabelingCore
internal import Platform
internal import PluginHost

/// The files of a new task, as `winnow new` writes them.
package struct TaskTemplate {
  private let task: String
  /// Class names with the enumeration cases that stand for them.
  private let classes: [(name: String, identifier: String)]
  /// How many classes a document may have.
  private let labels: LabelKind

  /// Checks the names.
  package init(
    task: String,
    classNames: [Substring],
    labels: LabelKind = .one
  ) throws(Diagnostic) {
    guard let first = task.unicodeScalars.first, ("A"..."Z").contains(first),
      task.unicodeScalars.allSatisfy({ $0.isASCII && $0.properties.isAlphabetic || $0.isDigit })
    else {
      throw Diagnostic(
        "'\(task)' cannot name a task",
        help: "a task's name is a capital letter, then letters and digits, such as 'MessageSpam'"
      )
    }
    guard !Self.takenNames.contains(task) else {
      throw Diagnostic(
        "'\(task)' is the name of a module of Swift or Winnow",
        help: "choose another name, such as '\(task)Task'"
      )
    }
    let names = classNames.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    guard Set(names).count == names.count, names.count > 1 else {
      throw Diagnostic(
        "a task has two or more different classes",
        help: "write them separated by commas: --classes ham,spam"
      )
    }
    self.task = task
    self.labels = labels
    classes = zip(names, SwiftSource.cases(for: names)).map { (name: $0, identifier: $1) }
  }

  /// Writes the task into a Winnow checkout.
  ///
  /// - Returns: The paths of its files.
  package func writeTask(to root: String) throws(Diagnostic) -> [String] {
    var files = NewFiles()
    try addTask(to: &files, in: root)
    return try files.write()
  }

  private func addTask(to files: inout NewFiles, in root: String) throws(Diagnostic) {
    let folder = "\(root)/LabelingFunctions/\(task)"
    guard !FileManager.default.fileExists(atPath: folder) else {
      throw Diagnostic(
        at: SourceLocation("LabelingFunctions/\(task)"),
        "the task exists already",
        help: "edit its files, or choose another name"
      )
    }
    files.add("\(folder)/\(task).swift", source)
    files.add("\(folder)/Plugin.swift", Self.entry)
  }

  /// Writes a stand-alone package.
  ///
  /// - Returns: The paths of its files.
  package func writePackage(to folder: String, winnow: String?) throws(Diagnostic) -> [String] {
    guard !FileManager.default.fileExists(atPath: "\(folder)/Package.swift") else {
      throw Diagnostic(
        at: SourceLocation("\(folder)/Package.swift"),
        "a package exists already",
        help: "choose another folder"
      )
    }
    let dependency: String
    if let winnow, winnow.contains("://") {
      dependency = ".package(url: \"\(winnow)\", branch: \"main\")"
    } else {
      let checkout = try Self.checkout(winnow)
      guard !FileManager.default.fileExists(atPath: "\(checkout)/LabelingFunctions/\(task)") else {
        throw Diagnostic(
          "'\(checkout)' has a task '\(task)', and packages that use each other share names",
          help: "choose another name, such as 'My\(task)'"
        )
      }
      dependency = ".package(name: \"winnow\", path: \"\(checkout)\")"
    }
    var files = NewFiles()
    files.add("\(folder)/Package.swift", package(dependency))
    files.add("\(folder)/.gitignore", ".build/\n.winnow/\n")
    try addTask(to: &files, in: folder)
    files.add("\(folder)/Tests/\(task)Tests/\(task)Tests.swift", tests)
    return try files.write()
  }

  private static let takenNames: Set = [
    "ActiveLearning", "ByteIO", "CLibCrypto", "CLibXML2", "CLinux", "CLiterals", "CPCRE2", "CRE2",
    "CSVText", "CTextScan", "CXXHash", "CZlib", "CorpusIO", "DatasetGenerator", "EndModels",
    "Foundation", "Glibc", "Inspection", "JSONText", "LabelIO", "LabelModels", "LabelStore",
    "LabelingCore", "LabelingKit", "MarkupText", "OptionValues", "Platform", "PluginABI",
    "PluginHost", "Reports", "Runs", "Serving", "Sessions", "Swift", "Synchronization",
    "TestSupport", "Testing", "TextKit", "Threads", "VoteAnalysis", "WebDriver", "WebLabeling",
    "WebRequests", "WinnowCLI", "Workspace",
  ]

  /// The folder of Winnow: the one that is named, or else that of this program.
  private static func checkout(_ winnow: String?) throws(Diagnostic) -> String {
    let candidates =
      winnow.map { [URL(filePath: $0).path] }
      ?? [Environment.value(of: "WINNOW_HOME")].compactMap { $0 }
      + ExecutablePath.foldersAbove(limit: 4)
    guard
      let checkout = candidates.first(where: {
        FileManager.default.fileExists(atPath: "\($0)/Sources/LabelingKit")
      })
    else {
      throw Diagnostic(
        "Winnow's checkout was not found",
        help: "name it with '--winnow PATH' or '--winnow URL'"
      )
    }
    return checkout
  }

  private func package(_ dependency: String) -> String {
    """
    // swift-tools-version: 6.2

    import PackageDescription

    let package = Package(
      name: "\(task)",
      products: [
        .library(name: "\(task)", type: .dynamic, targets: ["\(task)"])
      ],
      dependencies: [
        \(dependency)
      ],
      targets: [
        .target(
          name: "\(task)",
          dependencies: [.product(name: "LabelingKit", package: "winnow")],
          path: "LabelingFunctions/\(task)"
        ),
        .testTarget(
          name: "\(task)Tests",
          dependencies: ["\(task)", .product(name: "LabelingKit", package: "winnow")]
        ),
      ]
    )

    """
  }

  private var tests: String {
    """
    import LabelingKit
    import Testing

    @testable import \(task)

    /// `swift test` runs the examples that stand next to the functions.
    @Test func `examples hold`() { #expect(labelingFunctions.checkExamples() == []) }

    """
  }

  private var source: String {
    let cases = classes.map { name, identifier in
      identifier == name
        ? "  case \(identifier)" : "  case \(identifier) = \(SwiftSource.literal(name))"
    }.joined(separator: "\n")
    let isOfSeveral = labels == .several
    let second =
      isOfSeveral ? ".present(.\(classes[1].identifier))" : ".\(classes[1].identifier)"
    let what = isOfSeveral ? "classes" : "a class"
    let kind = isOfSeveral ? ", labels: .several" : ""
    return """
      import LabelingKit

      /// What a document can be labeled as\(isOfSeveral ? "; it may be several, or none" : "").
      enum Label: String, LabelClass {
      \(cases)
      }

      /// Each function votes for \(what) or abstains; none has to be right always.
      let labelingFunctions = LabelingFunctionSet(for: Label.self\(kind)) {
        Keywords("mentions_urgency", ["urgent", "as soon as possible"], vote: .\(classes[0].identifier))
          .example("This is URGENT!", votes: .\(classes[0].identifier))

        LabelingFunction("very_short") { document in
          document.byteCount < 20 ? \(second) : nil
        }
        .example("thank you", votes: \(second))
        .example("a text that goes on for longer", votes: nil)
      }

      """
  }

  private static let entry = """
    import LabelingKit

    /// The entry that winnow looks up in the compiled plugin; leave it as it is.
    @c(winnow_plugin_v1)
    public func winnowPlugin() -> UnsafeRawPointer { exportedPlugin(labelingFunctions) }

    """
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
