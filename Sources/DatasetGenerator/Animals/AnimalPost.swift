/// A post about a pet, with its gold label.
struct AnimalPost: Sendable {
  /// Which animal a post is about.
  enum Animal: String, CaseIterable, Sendable {
    case cat
    case dog
    case goldfish
    case hen
    case parrot
    case rabbit
  }

  /// What a small model says of the picture.
  struct Photo: Sendable {
    /// `cat`, `dog`, `bird`, `rodent` or `fish`: the model knows no other names.
    var tag: String
    /// In hundredths.
    var score: Int
  }

  var id: String
  var text: String
  /// `nil` where there is no picture.
  var photo: Photo?
  /// How much the sound sounds like barking, in hundredths; `nil` where there is none.
  var barking: Int?
  /// `nil` where nobody has labeled the post.
  var gold: Animal?

  /// The post as a line of the file.
  var fields: [String] {
    [
      id, text, photo?.tag ?? "", photo.map { Self.share($0.score) } ?? "",
      barking.map { Self.share($0) } ?? "", gold?.rawValue ?? "",
    ]
  }

  private static func share(_ hundredths: Int) -> String {
    "0.\(hundredths / 10)\(hundredths % 10)"
  }
}
