import LabelingKit

enum Tag: String, LabelClass {
  case billing
  case login
  case praise
}

let labelingFunctions = LabelingFunctionSet(for: Tag.self, labels: .several) {
  Keywords("account_blocked", ["blocked"], vote: [.billing, .login])
  Keywords("money", ["refund", "invoice"], vote: .billing)
  Keywords("password", ["password"], vote: .login)
  Keywords("thanks", ["thank"], vote: .praise)
  Keywords("angry", ["angry"], vote: .absent(.praise))
  LabelingFunction("short") { document in
    document.byteCount < 12 ? .present(.praise).absent(.billing, .login) : nil
  }
  .example("thank you", votes: .present(.praise).absent(.billing, .login))
}
