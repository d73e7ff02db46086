/// A key that does something while documents are labeled, in the terminal and on the pages alike.
///
/// A case is a command and its key, and ``classKeys`` follow from the cases. What a key does is
/// in `ScreenAnnotationPrompt` and `LineAnnotationPrompt`, and in the scripts of the pages,
/// which know it by its ``name``.
package enum AnnotationKey: Character, CaseIterable, Sendable {
  /// Skips the document.
  case skip = "s"
  /// Flags the document for a second look, or takes the flag off.
  case flag = "f"
  /// Writes a note on the document.
  case note = "n"
  /// Takes the last thing back.
  case undo = "u"
  /// Makes the next class one that the document is not of; where documents may have several classes,
  /// says that it has none of them.
  case reject = "x"
  /// Chooses the classes that the model proposes, where documents may have several.
  case propose = ","
  /// Shows or hides votes.
  case votes = "v"
  /// Shows the guidelines.
  case guidelines = "g"
  /// Shows the annotator's answers.
  case history = "h"
  /// Finds a document.
  case find = "/"
  /// Finds a class by its name; on pages only.
  case findClass = "."
  /// Turns to settling disagreements, or back to answering; in the terminal only.
  case settle = "="
  /// Asks again about what was skipped; in the terminal, where no document is left.
  case askSkippedAgain = "r"
  /// Scrolls down.
  case scrollDown = "j"
  /// Scrolls up.
  case scrollUp = "k"
  /// Shows what all keys do.
  case help = "?"
  /// Ends the prompt; in the terminal only.
  case quit = "q"

  /// Its name in the scripts of the pages.
  package var name: String { String(describing: self) }

  /// The keys of the classes, in the order of the classes.
  ///
  /// Digits come first, then letters that are not commands, then capitals: those of free letters
  /// before those of commands, as Shift is easily missed.
  package static let classKeys: [Character] = {
    let commands = Set(allCases.filter { $0.isForDocuments }.map(\.rawValue))
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let free = letters.filter { !commands.contains($0) }
    let capitals = (free + letters.filter(commands.contains)).flatMap { $0.uppercased() }
    return Array("1234567890") + free + capitals
  }()

  /// Whether it does something while there is a document, so that no class can have it.
  private var isForDocuments: Bool { self != .askSkippedAgain }
}
