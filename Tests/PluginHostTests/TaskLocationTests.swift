import Foundation
import PluginHost
import TestSupport
import Testing

struct TaskLocationTests {
  private let scratch: ScratchFolder
  private var root: String { scratch.path }

  init() throws { scratch = try ScratchFolder() }

  /// A package with these tasks, relative to the root.
  private func makePackage(_ folder: String, tasks: [String]) throws {
    for task in tasks {
      try scratch.makeFolder("\(folder)/LabelingFunctions/\(task)")
    }
    try scratch.write("", to: "\(folder)/Package.swift")
  }

  @Test func `a name is looked for from the working folder upwards`() throws {
    try makePackage("outer", tasks: ["One", "Two"])
    try makePackage("outer/inner", tasks: ["Two", "Three"])
    try scratch.makeFolder("outer/inner/deep/deeper")
    for folder in ["outer/inner", "outer/inner/deep/deeper"] {
      let near = try TaskLocation(of: "Two", from: "\(root)/\(folder)")
      #expect(near.package == "\(root)/outer/inner")
      #expect(near.source == "\(root)/outer/inner/LabelingFunctions/Two")
      let far = try TaskLocation(of: "One", from: "\(root)/\(folder)")
      #expect(far.package == "\(root)/outer")
    }
    #expect(TaskLocation.workspace(from: "\(root)/outer/inner/deep") == "\(root)/outer/inner")
    #expect(TaskLocation.tasks(in: "\(root)/outer/inner") == ["Three", "Two"])
  }

  @Test func `a path leads to a stand-alone task, also relative and with dots`() throws {
    try makePackage("alone", tasks: ["Reviews"])
    for (path, folder) in [
      ("alone", root), ("./alone", root), ("../alone", "\(root)/alone"), ("\(root)/alone", "/"),
    ] {
      let location = try TaskLocation(of: path, from: folder)
      #expect(location.name == "Reviews")
      #expect(location.package == "\(root)/alone", "\(path) from \(folder)")
    }
  }

  @Test(arguments: ["libReviews.so", "Reviews-0123456789abcdef.so", "Reviews.so"])
  func `a finished plugin needs no package`(file: String) throws {
    try scratch.write("", to: file)
    let location = try TaskLocation(of: file, from: root)
    #expect(location.name == "Reviews")
    #expect(location.package == nil)
    #expect(location.source == "\(root)/\(file)")
  }

  @Test func `the folder of a task's sources leads to the task`() throws {
    try makePackage("outer", tasks: ["One", "Two"])
    for (path, folder) in [
      ("LabelingFunctions/Two", "outer"), (".", "outer/LabelingFunctions/Two"),
    ] {
      let location = try TaskLocation(of: path, from: "\(root)/\(folder)")
      #expect(location.name == "Two")
      #expect(location.package == "\(root)/outer")
    }
  }

  @Test func `what is no task is told by what it is`() throws {
    try makePackage("several", tasks: ["One", "Two"])
    try scratch.makeFolder("empty")
    try scratch.write("", to: "c.csv")
    func message(_ task: String, from folder: String) -> String {
      let error = #expect(throws: PluginError.self) {
        try TaskLocation(of: task, from: "\(root)/\(folder)")
      }
      return error?.description ?? ""
    }
    for folder in ["", "empty", "several"] {
      let text = message("\(root)/c.csv", from: folder)
      #expect(text.contains("/c.csv' is a file, not a task"))
      #expect(text.contains("help: the task comes first, then the corpus"))
    }
    let folder = message(".", from: "empty")
    #expect(folder.contains("the folder '.' holds no task"))
    #expect(folder.contains("'winnow new MyTask --classes a,b --path DIR'"))
    let several = message(".", from: "several")
    #expect(several.contains("the folder '.' holds 2 tasks"))
    #expect(several.contains("'One', 'Two'"))
    #expect(message("not-there", from: "empty").contains("'winnow new MyTask --classes"))
    #expect(message("Reviews", from: "empty").contains("'winnow new Reviews --classes"))
  }

  @Test func `a name that is nowhere is told with the names that are near`() throws {
    try makePackage("outer", tasks: ["Reviews", "Spam"])
    let error = #expect(throws: PluginError.self) {
      try TaskLocation(of: "Review", from: "\(root)/outer")
    }
    #expect(
      error?.description == """
        error: there is no task 'Review' in '\(root)/outer/LabelingFunctions'
        help: did you mean 'Reviews'? tasks are 'Reviews', 'Spam'
        """
    )
  }

  @Test func `a folder that is no package holds no tasks`() throws {
    try scratch.makeFolder("bare/LabelingFunctions/One")
    #expect(TaskLocation.tasks(in: "\(root)/bare").isEmpty)
    #expect(throws: PluginError.self) { try TaskLocation(of: "One", from: "\(root)/bare") }
  }

  @Test func `hidden folders and files are no tasks`() throws {
    try makePackage("outer", tasks: ["One", ".hidden"])
    try scratch.write("", to: "outer/LabelingFunctions/README.md")
    #expect(TaskLocation.tasks(in: "\(root)/outer") == ["One"])
  }
}
