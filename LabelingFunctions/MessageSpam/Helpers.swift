import LabelingKit

/// How lures begin in languages other than English.
let lures: KeyValuePairs = [
  "french": ["félicitations", "cliquez", "réglez", "vous avez gagné"],
  "german": ["glückwunsch", "gewonnen"],
  "spanish": ["felicidades", "ha ganado", "ganhe"],
]

let everydayWords: Set = [
  "mum", "dad", "sister", "brother", "grandma", "uncle", "cousin", "home", "dinner", "lunch",
  "coffee", "milk", "bread", "eggs", "pizza", "soup", "train", "gym", "work", "school", "party",
  "exam", "meeting", "wedding", "birthday", "appointment", "weekend", "kids", "table", "umbrella",
  "keys", "charger", "jacket", "tonight", "rehearsal", "picnic", "library", "bakery",
]

let musicWords: Set = [
  "song", "voice", "lyrics", "solo", "drums", "beat", "chorus", "cover", "remix", "tune",
  "listening", "hearing", "masterpiece", "favourite", "underrated", "looping", "gänsehaut",
  "canción",
]

/// A function that votes ham for a number of distinct words of a set.
///
/// It is plain Swift: what several functions share is written once. The set is
/// captured by the function, and its name, file and line are those of the caller.
func mentions(
  _ name: String,
  in words: Set<String>,
  atLeast count: Int,
  file: StaticString = #filePath,
  line: UInt = #line
) -> LabelingFunction<Message> {
  LabelingFunction("mentions_\(name)", file: file, line: line) { document in
    Set(document.words).intersection(words).count >= count ? .ham : nil
  }
}

/// Whether a word has `0`, `1` or `3` where a letter belongs, as in `fr33` or `pr1ze`.
func isDisguised(_ word: String) -> Bool {
  let bytes = Array(word.utf8)
  // A code such as `ab1234` has more digits and ends in one.
  guard bytes.count > 3, let first = bytes.first, isLetter(first) else { return false }
  let digits = bytes.filter { $0 &- UInt8(ascii: "0") < 10 }
  let areLookalikes = digits.allSatisfy { "013".utf8.contains($0) }
  guard areLookalikes, !digits.isEmpty, digits.count * 2 <= bytes.count else { return false }
  return bytes.last.map(isLetter) == true || word.hasSuffix("33")
}

private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

/// Whether a sender is one capitalized word, as people are called in contacts.
func isGivenName(_ sender: String) -> Bool {
  guard let first = sender.first, first.isUppercase, sender.count > 1 else { return false }
  return sender.dropFirst().allSatisfy(\.isLowercase)
}

/// Whether a sender is made up of letters and digits or hyphens, as in `WIN-4U`; handles are not.
func isCampaign(_ sender: String) -> Bool {
  let bytes = sender.utf8
  let hasMarks = bytes.contains { $0 == UInt8(ascii: "-") || $0 &- UInt8(ascii: "0") < 10 }
  return hasMarks && bytes.contains(where: isLetter) && !sender.hasPrefix("@")
}
