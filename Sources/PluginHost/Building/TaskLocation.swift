internal import Foundation
internal import Platform

/// Where a task's sources stand, or its finished plugin.
package struct TaskLocation: Hashable, Sendable {
  /// Name of the task, its target and its library.
  package let name: String
  /// Folder of the Swift package that builds it; `nil` for a finished plugin.
  package let package: String?
  /// Folder of the task's sources; for a finished plugin, the library.
  package let source: String

  /// Finds a task.
  ///
  /// - Parameters:
  ///   - task: The name of a folder in `LabelingFunctions`, looked for from the
  ///     working folder upwards and in `WINNOW_HOME`; or the path of such a folder, of a
  ///     stand-alone task package, or of a finished `.so`.
  ///   - folder: The working folder.
  /// - Throws: ``PluginError`` that says what the name stands for instead.
  package init(of task: String, from folder: String) throws(PluginError) {
    let path = task.hasPrefix("/") ? task : "\(folder)/\(task)"
    if task.hasSuffix(".so"), Self.isFile(path) {
      let file = (path as NSString).lastPathComponent.dropLast(3)
      let base = file.hasPrefix("lib") ? file.dropFirst(3) : file
      let name = base.split(separator: "-").first ?? base
      self.init(name: String(name), package: nil, source: path)
      return
    }
    if let name = Self.standAloneTask(in: path) {
      self.init(name: name, in: path)
      return
    }
    if let (name, package) = Self.taskFolder(path) {
      self.init(name: name, in: package)
      return
    }
    var roots = Self.foldersUpwards(from: folder)
    if let home = Environment.value(of: "WINNOW_HOME") { roots.append(home) }
    var seen: (root: String, tasks: [String])?
    for root in roots {
      let tasks = Self.tasks(in: root)
      if tasks.contains(task) {
        self.init(name: task, in: root)
        return
      }
      if !tasks.isEmpty, seen == nil { seen = (root, tasks) }
    }
    // What is there under this name says more than what is not.
    if Self.isFile(path) { throw .fileForTask(path: task) }
    if Self.isFolder(path), task.contains("/") || task == "." || task == ".." || seen == nil {
      throw .folderForTask(path: task, tasks: Self.tasks(in: path))
    }
    guard let seen else { throw .noWorkspace(task: task) }
    throw .noSuchTask(name: task, tasks: seen.tasks, root: "\(seen.root)/LabelingFunctions")
  }

  private init(name: String, in package: String) {
    let package = (package as NSString).standardizingPath
    self.init(name: name, package: package, source: "\(package)/LabelingFunctions/\(name)")
  }

  private init(name: String, package: String?, source: String) {
    self.name = name
    self.package = package
    self.source = source
  }

  /// The nearest folder upwards that holds a package with a `LabelingFunctions` folder.
  package static func workspace(from folder: String) -> String? {
    foldersUpwards(from: folder).first { isWorkspace($0) }
      ?? Environment.value(of: "WINNOW_HOME")
  }

  /// Names of the tasks of a package.
  package static func tasks(in root: String) -> [String] {
    guard isWorkspace(root) else { return [] }
    let folder = "\(root)/LabelingFunctions"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") && isFolder("\(folder)/\($0)") }.sorted()
  }

  /// The task of a package that holds exactly one.
  private static func standAloneTask(in path: String) -> String? {
    guard isFolder(path) else { return nil }
    let tasks = tasks(in: path)
    return tasks.count == 1 ? tasks[0] : nil
  }

  /// The task whose own folder a path leads to.
  private static func taskFolder(_ path: String) -> (name: String, package: String)? {
    let folder = (path as NSString).standardizingPath as NSString
    let parent = folder.deletingLastPathComponent as NSString
    let package = parent.deletingLastPathComponent
    guard parent.lastPathComponent == "LabelingFunctions",
      tasks(in: package).contains(folder.lastPathComponent)
    else { return nil }
    return (folder.lastPathComponent, package)
  }

  private static func isWorkspace(_ folder: String) -> Bool {
    isFile("\(folder)/Package.swift") && isFolder("\(folder)/LabelingFunctions")
  }

  private static func foldersUpwards(from folder: String) -> [String] {
    var folders: [String] = []
    var current = (folder as NSString).standardizingPath
    while true {
      folders.append(current)
      let parent = (current as NSString).deletingLastPathComponent
      if parent == current || parent.isEmpty { return folders }
      current = parent
    }
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
