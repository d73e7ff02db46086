/// What a plugin tells of itself.
struct Manifest: Decodable {
  struct Function: Decodable, Equatable {
    var name: String
    var file: String
    var line: Int
    var kind: String
    var is_matched: Bool
    var tells_parts: Bool
    var example_count: Int
    var votes: [Int]?
    var reads_text: Bool?
    var fingerprint: String?
    var resource: String?
    var resource_digest: String?
  }

  struct Problem: Decodable, Equatable {
    var file: String
    var line: Int
    var headline: String
    var help: String
  }

  struct FailedExample: Decodable, Equatable {
    var function: String
    var file: String
    var line: Int
    var expected: String
    var outcome: String
  }

  struct Ballot: Decodable, Equatable {
    var statements: [Int]
    var confidence: Double?
  }

  var classes: [String]
  var cases: [String]
  struct Group: Decodable, Equatable {
    var name: String
    var classes: [Int]
  }

  var labels: String
  var groups: [Group]
  var ballots: [Ballot]
  var functions: [Function]
  var problems: [Problem]
  var failed_examples: [FailedExample]
}
