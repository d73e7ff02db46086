internal import Foundation
package import LabelingCore

/// Groups of classes by their names, for files that do not say which there are.
package struct NamedGroups: Hashable, Sendable {
  /// All classes in order; `nil` where the groups alone are known.
  package var classes: [String]?
  /// The classes of each group by its name, in any order.
  package var groups: [String: [String]]
  /// The file that they are from; `nil` for those of a task.
  private let path: String?

  /// The groups of known classes.
  ///
  /// - Parameters:
  ///   - labelSpace: The classes in groups.
  ///   - path: The file that they are from; `nil` for those of a task.
  package init(of labelSpace: LabelSpace, from path: String? = nil) {
    self.init(
      classes: labelSpace.classes,
      groups: Dictionary(
        labelSpace.groups.map { group in
          (group.name, group.classes.map { labelSpace.classes[$0] })
        },
        uniquingKeysWith: { first, _ in first }
      ),
      path: path
    )
  }

  private init(classes: [String]?, groups: [String: [String]], path: String?) {
    self.classes = classes
    self.groups = groups
    self.path = path
  }

  /// Reads a JSON file: `{"pets": ["cat", "dog"]}`, or a model that was fitted to classes in groups.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its path, for messages.
  /// - Throws: A `Diagnostic` for anything else, and for a model whose groups do not fit its classes.
  package init(bytes: [UInt8], path: String) throws {
    let decoder = JSONDecoder()
    if let model = try? decoder.decode(Model.self, from: Data(bytes)) {
      let space = LabelSpace(model.classes, groups: model.groups)
      guard space.classCount == model.classes.count, space.tree?.isSound ?? space.groups.isEmpty
      else {
        throw Diagnostic(
          at: SourceLocation(path),
          "the groups of the model are no tree of its classes",
          help: "fit the model again"
        )
      }
      self.init(of: space, from: path)
      return
    }
    guard let groups = try? decoder.decode([String: [String]].self, from: Data(bytes)),
      !groups.isEmpty
    else {
      throw Diagnostic(
        at: SourceLocation(path),
        "the file is neither an object of groups nor a model with groups",
        help: "write the classes of each group: {\"pets\": [\"cat\", \"dog\"]}"
      )
    }
    self.init(classes: nil, groups: groups, path: path)
  }

  /// The groups as part of a label space.
  ///
  /// - Parameter labelSpace: The classes; `nil` takes those of the groups, where all are known.
  /// - Returns: The same classes in groups.
  /// - Throws: A `Diagnostic` for a group of classes that there are not, and for groups that are no
  ///   tree.
  package func labelSpace(of labelSpace: LabelSpace? = nil) throws -> LabelSpace {
    let space =
      labelSpace ?? LabelSpace(classes ?? Set(groups.values.joined()).sorted())
    var indexed: [LabelTree.Group] = []
    for (name, classes) in groups.sorted(by: { $0.key < $1.key }) {
      let indices = try classes.map { member in
        guard let vote = space.vote(for: member) else {
          throw Diagnostic(
            at: path.map { SourceLocation($0) },
            "group '\(name)' has a class '\(member)' that the labels do not have",
            help: Suggestion.help(for: member, among: space.classes, kind: "classes")
          )
        }
        return vote.classIndex
      }
      indexed.append(LabelTree.Group(name: name, classes: Set(indices).sorted()))
    }
    let grouped = space.grouped(indexed)
    guard indexed.isEmpty || grouped.tree?.isSound == true else {
      // Classes that stand in no group are not known then.
      let isOfAll = indexed.contains { $0.classes.count == space.classCount }
      if labelSpace == nil, isOfAll {
        throw Diagnostic(
          at: path.map { SourceLocation($0) },
          "a group has all classes",
          help: "name all classes with '--classes' if some are in no group"
        )
      }
      throw Diagnostic(
        at: path.map { SourceLocation($0) },
        "the groups are no tree of the classes",
        help: "a group has at least two classes and not all, a name of its own, and shares classes "
          + "only with groups that it lies in or that lie in it"
      )
    }
    return grouped
  }

  private struct Model: Decodable {
    var classes: [String]
    var groups: [LabelTree.Group]
  }
}
