internal import Workspace

/// A difference between two runs for machines.
struct DifferenceReport: Encodable {
  /// A document that changed.
  struct Document: Encodable {
    let row: Int
    let id: String?
    let text: String?
    let function: String?
    let from: String?
    let to: String?
    let gold: String?
  }

  let difference: RunDifference
  let documents: [Document]
}
