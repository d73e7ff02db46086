internal import Foundation

/// Files that are shipped beside the tests, in the folder `Fixtures` of each test target.
package enum Fixture {
  /// The path of a fixture of the target that calls.
  package static func path(_ name: String, from file: String = #filePath) -> String {
    // Tests/<Target>/… : the folder right below Tests is the target's.
    let tests = PackageFolder.path("Tests/")
    let target = file.dropFirst(tests.count).prefix { $0 != "/" }
    return "\(tests)\(target)/Fixtures/\(name)"
  }

  /// A fixture as text.
  package static func text(_ name: String, from file: String = #filePath) throws -> String {
    try String(contentsOfFile: path(name, from: file), encoding: .utf8)
  }

  /// The bytes of a fixture.
  package static func bytes(_ name: String, from file: String = #filePath) throws -> [UInt8] {
    try FileBytes.read(path(name, from: file))
  }

  /// The lines of a CSV file without quotes, cell by cell.
  package static func cells(
    _ name: String,
    from file: String = #filePath
  ) throws -> [[Substring]] {
    try text(name, from: file).split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  /// A fixture of JSON.
  package static func decoded<Value: Decodable>(
    _ name: String,
    as type: Value.Type,
    from file: String = #filePath
  ) throws -> Value {
    try JSONDecoder().decode(type, from: Data(bytes(name, from: file)))
  }
}
