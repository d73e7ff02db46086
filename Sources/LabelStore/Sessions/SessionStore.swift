internal import Foundation
internal import GRDB
package import LabelingCore

/// The SQLite file of a session: what is asked about, and everything people did.
///
/// Several processes may have it open at once. Each change is one transaction that is on the
/// disk before the call returns.
package final class SessionStore: Sendable {
  /// What a session's file is opened for.
  package enum Access: Sendable {
    /// Nothing is written, so nothing need be writable.
    case reading
    /// Questions and answers are added.
    case writing
  }

  /// Where the file is.
  package let path: String
  private let file: StoreFile
  private let connection: Connection
  /// What rows are held against.
  let shape: SessionShape

  fileprivate enum Connection {
    case reading(DatabaseQueue)
    case writing(DatabasePool, GroupCommit)
  }

  /// What a session begins with.
  package struct Contents: Sendable {
    /// Settings by name.
    package var settings: [String: String] = [:]
    /// Names of the classes.
    package var classes: [String] = []
    /// The corpus' files.
    package var files: [StoredFile] = []
    /// The documents in corpus order; their numbers count from 0.
    package var documents: [StoredDocument] = []
    /// A column of votes per function.
    package var votes: [(name: String, votes: [Int16])] = []
    /// Probabilities that came with the documents, a row each; `nil` for none.
    package var probabilities: [Float]?
    /// Questions that are in the queue already, in their order.
    package var questions: [StoredQuestion]?
    /// What is known of documents that show how well annotators answer.
    package var checks: [Int: LabelAnswer] = [:]

    /// A session without anything.
    package init() {}
  }

  /// Opens a session's file, which must be there.
  ///
  /// - Throws: ``StoreError``.
  package init(opening path: String, for access: Access = .writing) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw StoreError.unreadable(path: path, reason: "there is no such file")
    }
    self.path = path
    file = StoreFile(path, .session, migrations: SessionSchema.migrations)
    switch access {
    case .reading: connection = .reading(try file.openForReading())
    case .writing:
      let place = FilePlace(path)
      let pool = try file.open(isDurable: true, isMade: false)
      connection = .writing(pool, GroupCommit(pool, of: file, at: place))
    }
    shape = try file.named(isWriting: false) { [connection] in
      do { return try connection.reader.read { try SessionShape(of: path, $0) } } catch {
        connection.close()
        throw error
      }
    }
  }

  /// Makes a session's file; nothing may be at the path.
  ///
  /// - Parameters:
  ///   - path: Where the file goes.
  ///   - contents: What it holds.
  /// - Throws: ``StoreError``; then there is no file, or another's.
  package static func make(at path: String, _ contents: Contents) throws {
    try StoreFile(path, .session, migrations: SessionSchema.migrations)
      .make { try Self.fill($0, contents) }
  }

  /// Closes the file; the store can no longer be used.
  ///
  /// All of it is then in one file, which may be copied, unless another process has it open.
  package func close() {
    connection.close()
    if case .writing = connection { file.sweep() }
  }

  /// The settings by name.
  package func settings() throws -> [String: String] {
    try read { database in
      var settings: [String: String] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT name, value FROM setting") {
        settings[try row.decode(atIndex: 0)] = try row.decode(String.self, atIndex: 1)
      }
      return settings
    }
  }

  /// Writes a setting down, in place of the one of its name.
  package func set(_ name: String, to value: String) throws {
    try write {
      try $0.execute(
        sql: "INSERT OR REPLACE INTO setting VALUES (?, ?)",
        arguments: [name, value]
      )
    }
  }

  /// Names of the classes, in their order.
  package func classes() throws -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT name FROM class ORDER BY number") }
  }

  /// The corpus' files, in their order.
  package func files() throws -> [StoredFile] {
    try read {
      try Row.fetchAll($0, sql: "SELECT path, digest FROM file ORDER BY number").map {
        StoredFile(path: try $0.decode(atIndex: 0), digest: try $0.decode(atIndex: 1))
      }
    }
  }

  /// All documents, in corpus order.
  package func documents() throws -> [StoredDocument] {
    try read { database in
      var documents: [StoredDocument] = []
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT id, file, record, digest FROM document ORDER BY number"
      )
      while let row = try rows.next() {
        documents.append(
          StoredDocument(
            id: try row.decode(String.self, atIndex: 0),
            file: try row.decode(Int.self, atIndex: 1),
            record: try row.decode(Int.self, atIndex: 2),
            digest: try row.decode(Int64.self, atIndex: 3)
          )
        )
      }
      return documents
    }
  }

  /// The functions' names and columns of votes, each as long as there are documents.
  ///
  /// - Parameter ballotCount: Number of different votes; `nil` for that of the classes.
  /// - Returns: The columns, in the order of the functions.
  /// - Throws: ``StoreError`` for what Winnow does not write there.
  package func votes(ballotCount: Int? = nil) throws -> [(name: String, votes: [Int16])] {
    let count = ballotCount ?? shape.classCount
    return try read { database in
      try Row.fetchAll(database, sql: "SELECT name, votes FROM voter ORDER BY number").map { row in
        let name = try row.decode(String.self, atIndex: 0)
        let bytes = [UInt8](try row.decode(Data.self, atIndex: 1))
        guard bytes.count == 2 * shape.documentCount else {
          throw shape.damage("the votes of '\(name)' are those of another number of documents")
        }
        let votes = (0..<shape.documentCount).map {
          Int16(truncatingIfNeeded: Int(bytes[2 * $0]) | Int(bytes[2 * $0 + 1]) << 8)
        }
        guard votes.allSatisfy({ $0 >= -1 && $0 < count }) else {
          throw shape.damage("'\(name)' votes for a class that the session does not have")
        }
        return (name, votes)
      }
    }
  }

  /// The probabilities that came with the documents, a row each; `nil` for none.
  package func probabilities() throws -> [Float]? {
    try read { database in
      guard
        let stored = try Data.fetchOne(
          database,
          sql: "SELECT bytes FROM block WHERE name = ?",
          arguments: [Self.probabilities]
        )
      else { return nil }
      let bytes = [UInt8](stored)
      guard bytes.count == 4 * shape.classCount * shape.documentCount else {
        throw shape.damage("the probabilities are those of another number of documents")
      }
      let values = stride(from: 0, to: bytes.count, by: 4).map { start in
        let bits = bytes[start..<(start + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return Float(bitPattern: bits)
      }
      guard values.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw shape.damage("a probability is not from 0 to 1")
      }
      return values
    }
  }

  private static let probabilities = "probabilities"

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try file.named(isWriting: false) { try connection.reader.read(body) }
  }

  /// Changes the file, which has to be the one that was opened until the change is on the disk.
  ///
  /// What other threads change at the same time goes into the same transaction.
  /// - Parameter body: The change; it may be made twice, the first time without effect.
  /// - Returns: What it returned.
  /// - Throws: ``StoreError``, and what `body` throws.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    guard case .writing(_, let commits) = connection else {
      throw StoreError.unwritable(path: path, reason: "it was opened for reading")
    }
    return try commits.make(body)
  }

  private static func fill(_ database: Database, _ contents: Contents) throws {
    for (name, value) in contents.settings {
      try database.execute(
        sql: "INSERT OR REPLACE INTO setting VALUES (?, ?)",
        arguments: [name, value]
      )
    }
    for (number, name) in contents.classes.enumerated() {
      try database.execute(sql: "INSERT INTO class VALUES (?, ?)", arguments: [number, name])
    }
    for (number, file) in contents.files.enumerated() {
      try database.execute(
        sql: "INSERT INTO file VALUES (?, ?, ?)",
        arguments: [number, file.path, file.digest]
      )
    }
    let document = try database.makeStatement(sql: "INSERT INTO document VALUES (?, ?, ?, ?, ?)")
    for (number, stored) in contents.documents.enumerated() {
      try document.execute(
        arguments: [number, stored.id, stored.file, stored.record, stored.digest]
      )
    }
    for (number, column) in contents.votes.enumerated() {
      let bytes = column.votes.flatMap {
        [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
      }
      try database.execute(
        sql: "INSERT INTO voter VALUES (?, ?, ?)",
        arguments: [number, column.name, Data(bytes)]
      )
    }
    if let probabilities = contents.probabilities {
      let bytes = probabilities.flatMap { value in
        withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
      }
      try database.execute(
        sql: "INSERT INTO block VALUES (?, ?)",
        arguments: [Self.probabilities, Data(bytes)]
      )
    }
    for (document, says) in contents.checks.sorted(by: { $0.key < $1.key }) {
      try database.execute(
        sql: "INSERT INTO check_question (document, class, labels) VALUES (?, ?, ?)",
        arguments: [document, says.classIndex, says.storedLabels]
      )
    }
    if let questions = contents.questions {
      try Self.fill(Self.announceBatch(in: database), with: questions, figures: nil, in: database)
    }
  }
}

extension SessionStore.Connection {
  fileprivate var reader: any DatabaseReader {
    switch self {
    case .reading(let queue): queue
    case .writing(let pool, _): pool
    }
  }

  fileprivate func close() {
    switch self {
    case .reading(let queue): try? queue.close()
    case .writing(let pool, _):
      _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      try? pool.close()
    }
  }
}
