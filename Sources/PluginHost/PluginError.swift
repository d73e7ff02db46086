package import LabelingCore

/// Why a task could not be found, built, loaded or run.
package enum PluginError: Error {
  /// No folder of this name stands under `LabelingFunctions`.
  case noSuchTask(name: String, tasks: [String], root: String)
  /// A file is named where a task belongs, as when arguments are swapped.
  case fileForTask(path: String)
  /// A folder is named that does not hold exactly one task.
  case folderForTask(path: String, tasks: [String])
  /// No package of labeling functions was found from the working folder upwards.
  case noWorkspace(task: String)
  /// There is no Swift compiler to build with.
  case noCompiler
  /// The compiler refused the task's sources; its output as it came.
  case buildFailed(task: String, output: String)
  /// The sources changed each time they were compiled.
  case sourcesChange(task: String)
  /// The build went well but left no library.
  case noLibrary(task: String, expected: String)
  /// The file cannot be loaded.
  case unloadable(plugin: String, reason: String)
  /// The library exports no entry.
  case noEntry(plugin: String, symbol: String)
  /// The plugin was built for another version of the border.
  case otherABI(plugin: String, version: String, expected: Int)
  /// The plugin was built by another compiler.
  case otherCompiler(plugin: String, compiler: String, expected: String)
  /// The plugin was built with another version of LabelingKit.
  case otherKit(plugin: String, version: String, expected: String)
  /// The manifest is not what this version writes.
  case badManifest(plugin: String)
  /// Mistakes in the declarations, each with its place.
  case declarations([Diagnostic])
  /// The task has no functions.
  case noFunctions(task: String)
  /// Examples that do not get the vote they should, and all functions of the task.
  case failedExamples([FailedExample], functions: [PluginManifest.Function])
  /// The plugin stops its process while it is loaded.
  case stopsWhileLoading(plugin: String, reason: String)
  /// An example stops the plugin's process; its function and place where the plugin lists
  /// them, else their numbers, which count from 1.
  case stopsInExample(
    plugin: String,
    listed: (name: String, place: SourceLocation)?,
    function: Int,
    example: Int,
    reason: String
  )
  /// The program that plugins run in is not next to this one.
  case noWorker(folder: String)
  /// A system call that workers need failed.
  case system(call: String, reason: String)
}

extension PluginError: DiagnosableError {
  package var diagnostics: [Diagnostic] {
    switch self {
    case .declarations(let problems): problems
    case .failedExamples(let failures, _): failures.map(\.diagnostic)
    default: [diagnostic]
    }
  }

  private var diagnostic: Diagnostic {
    switch self {
    case .noSuchTask(let name, let tasks, let root):
      Diagnostic(
        "there is no task '\(name)' in '\(root)'",
        help: Suggestion.help(for: name, among: tasks, kind: "tasks")
      )
    case .fileForTask(let path):
      Diagnostic(
        "'\(path)' is a file, not a task",
        help: "the task comes first, then the corpus; 'winnow tasks' lists the tasks"
      )
    case .folderForTask(let path, []):
      Diagnostic(
        "the folder '\(path)' holds no task",
        help: "a task's package has a Package.swift and a folder 'LabelingFunctions'; "
          + Self.wayToATask("MyTask")
      )
    case .folderForTask(let path, let tasks):
      Diagnostic(
        "the folder '\(path)' holds \(tasks.count) tasks",
        help: "name one of them, from within that folder: "
          + tasks.map { "'\($0)'" }.joined(separator: ", ")
      )
    case .noWorkspace(let task):
      Diagnostic(
        "there is no task '\(task)': no folder 'LabelingFunctions' from here upwards",
        help: "run the command inside a Winnow checkout, set WINNOW_HOME to one, or "
          + Self.wayToATask(task)
      )
    case .noCompiler:
      Diagnostic(
        "the Swift compiler was not found",
        help: "install Swift 6.3 or newer from swift.org and put 'swift' on the PATH"
      )
    case .buildFailed(let task, let output):
      Self.doesNotCompile(task, CompilerReport(output))
    case .sourcesChange(let task):
      Diagnostic(
        "the sources of task '\(task)' changed while they were compiled",
        help: "run the command again when nothing writes to them"
      )
    case .noLibrary(let task, let expected):
      Diagnostic(
        "building task '\(task)' left no library '\(expected)'",
        help: "its package needs a product .library(name: \"\(task)\", type: .dynamic, …)"
      )
    case .unloadable(let plugin, let reason):
      Diagnostic(
        at: SourceLocation(plugin),
        "the plugin cannot be loaded: \(reason)",
        help: "build it again with 'winnow build TASK'"
      )
    case .noEntry(let plugin, let symbol):
      Diagnostic(
        at: SourceLocation(plugin),
        "the library has no entry '\(symbol)', so it is not a plugin",
        help: "'winnow new' writes the entry into Plugin.swift; restore that file"
      )
    case .otherABI(let plugin, let version, let expected):
      Diagnostic(
        at: SourceLocation(plugin),
        "the plugin's border has version \(version), this winnow has version \(expected)",
        help: (Int(version) ?? 0) > expected
          ? "the plugin is newer: update winnow, or build the plugin with this winnow's LabelingKit"
          : "the plugin is older: build it again with 'winnow build TASK'"
      )
    case .otherCompiler(let plugin, let compiler, let expected):
      Diagnostic(
        at: SourceLocation(plugin),
        "the plugin was built by another compiler than winnow",
        notes: ["plugin: \(compiler)", "winnow: \(expected)"],
        help: "build both with the same Swift: 'make build', then 'winnow build TASK'"
      )
    case .otherKit(let plugin, let version, let expected):
      Diagnostic(
        at: SourceLocation(plugin),
        "the plugin was built with LabelingKit \(version), this winnow has \(expected)",
        help: "build it again with 'winnow build TASK'"
      )
    case .badManifest(let plugin):
      Diagnostic(
        at: SourceLocation(plugin),
        "the plugin's manifest is not what this winnow reads",
        help: "build it again with 'winnow build TASK'"
      )
    case .noFunctions(let task):
      Diagnostic(
        "task '\(task)' has no labeling functions",
        help: "add at least one to its LabelingFunctionSet"
      )
    case .stopsWhileLoading(let plugin, let reason):
      Diagnostic(
        at: SourceLocation(plugin),
        "the plugin stops its process while it is loaded: \(reason)",
        help: "look at code that runs before the first document"
      )
    case .stopsInExample(_, let listed?, _, _, let reason):
      Diagnostic(
        at: listed.place,
        "an example of function '\(listed.name)' stops the process: \(reason)",
        help: "change the function or the example, then run the command again"
      )
    case .stopsInExample(let plugin, nil, let function, let example, let reason):
      Diagnostic(
        at: SourceLocation(plugin),
        "example \(example) of function \(function) stops the process: \(reason)",
        help: "functions count from 1 in the order of the source; fix the function, then run the "
          + "command again"
      )
    case .noWorker(let folder):
      Diagnostic(
        "'winnow-worker' is not in '\(folder)'",
        help: "build it with 'make build', or name it with WINNOW_WORKER"
      )
    case .system(let call, let reason):
      Diagnostic("\(call) failed: \(reason)", help: "see 'ulimit -a' and free memory")
    case .declarations, .failedExamples:
      Diagnostic("the task's declarations have mistakes")
    }
  }

  /// The command that makes a task; of a name that cannot be one, another.
  private static func wayToATask(_ name: String) -> String {
    let isName =
      name.utf8.first.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ?? false
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0))
    }
    let shown = isName && isPlain ? name : "MyTask"
    return "make a stand-alone task with 'winnow new \(shown) --classes a,b --path DIR'"
  }

  private static func doesNotCompile(_ task: String, _ report: CompilerReport) -> Diagnostic {
    Diagnostic(
      at: report.first?.location,
      "task '\(task)' does not compile" + (report.first.map { ": \($0.message)" } ?? ""),
      notes: ["the compiler wrote:\n\(report.text)"],
      help: report.help
    )
  }
}

extension PluginError: CustomStringConvertible {
  package var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
