import LabelingCore
import PluginHost
import TestSupport
import Testing

struct ClassCommentsTests {
  @Test func `doc comments of the cases say what belongs to a class`() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      """
      import LabelingKit

      /// What a comment can be.
      enum Comment: String, LabelClass {
        /// Anything that was
        /// wanted.
        ///
        /// - Example: See you at eight
        /// Color: #2b6490
        case ham
        /// Advertising.
        case `default` = "spam"
        case other
        // No doc comment.
        case last
      }

      enum Color {
        /// Of another enumeration.
        case red
      }
      """,
      to: "Comment.swift"
    )
    let comments = ClassComments(inFolder: folder.path).comments
    #expect(Set(comments.keys) == ["ham", "default"])
    #expect(comments["ham"]?.description == "Anything that was wanted.")
    #expect(comments["ham"]?.example == "See you at eight")
    #expect(comments["ham"]?.color == "#2b6490")
    #expect(comments["ham"]?.location.path == path)
    #expect(comments["ham"]?.location.line == 10)
    #expect(comments["default"]?.description == "Advertising.")
    #expect(ClassComments(inFolder: "\(folder.path)/none").comments.isEmpty)
  }
}
