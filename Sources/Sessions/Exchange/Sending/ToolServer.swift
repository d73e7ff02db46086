internal import LabelingCore

/// A program that takes exports by its API, in one of its projects.
protocol ToolServer: AnyObject {
  /// Connects to a program.
  init(at address: ToolAddress, project: Int, token: ToolToken) throws

  /// How it is asked.
  var connection: ToolConnection { get }

  /// Makes sure that it is this program, knows the user, and has the project with room for the
  /// session's question.
  ///
  /// - Parameters:
  ///   - classes: The classes.
  ///   - labels: How many of them a document has.
  /// - Returns: What to say of the project.
  /// - Throws: A `Diagnostic` for what is not so, ``ToolConnection/Refusal``.
  func check(classes: [String], labels: LabelKind) throws -> [String]

  /// Ids of a session's documents that the project has already.
  func documents(of session: String) throws -> Set<ExactString>

  /// The users there are.
  func users() throws -> [ToolUser]

  /// Makes sure that users can be made.
  ///
  /// - Throws: A `Diagnostic` where the account may not.
  func checkCreation() throws

  /// What the user of an annotator is called whom no table names.
  ///
  /// - Parameters:
  ///   - annotator: The annotator's name.
  ///   - isTaken: Whether another annotator has the same name in other capitals.
  /// - Returns: The name, which is always the same.
  func name(of annotator: String, isTaken: Bool) -> String

  /// Makes sure that a new user can have a name.
  ///
  /// - Throws: A `Diagnostic` for a name that no user can have.
  func check(_ name: String, of annotator: String) throws

  /// Makes a user.
  func create(_ name: String, for annotator: String) throws -> ToolUser

  /// Lets users work in the project.
  func admit(_ users: [ToolUser]) throws

  /// What a record says of an answer as who gave it; `nil` where the program has no room for it.
  func author(_ user: ToolUser) -> JSONValue?

  /// The record of a document.
  func record(of document: ExportedDocument, number: Int, _ export: ExportedAnswers) -> JSONValue

  /// Takes documents in, all of them or none as far as the program can.
  func send(_ records: [[UInt8]]) throws

  /// What users see of an export there, what stands in members that only Winnow reads, and what
  /// there is to say besides.
  func counts(of export: ExportedAnswers) -> SentCounts
}

/// A user of a program.
struct ToolUser: Hashable {
  let number: String
  /// The names that the user can be found by, the first of them the one to sign in with.
  let names: [String]
  /// The password, where the user was made with one.
  var password: String?
}

extension [ToolUser] {
  /// The user of a name; of one in other capitals, where nobody has it as it is, for the programs
  /// sign both in as the same.
  func user(called name: String) -> ToolUser? {
    first { $0.names.containsExactly(name) }
      ?? first { $0.names.contains { $0.lowercased().isExactly(name.lowercased()) } }
  }

  /// The user whom a table means by a number or a name.
  func user(meantBy text: String) -> ToolUser? {
    first { $0.number.isExactly(text) } ?? user(called: text)
  }
}

/// Numbers of what was sent.
struct SentCounts {
  var shown: [(count: Int, noun: String)] = []
  var kept: [(count: Int, noun: String)] = []
  var remark: String?
}
