/// Posts about pets as CSV.
enum AnimalFile {
  static func csv(_ posts: [AnimalPost]) -> [UInt8] {
    CSVFile.bytes(
      ["id", "text", "photo", "photo_score", "barking", "gold"],
      posts.map(\.fields)
    )
  }
}
