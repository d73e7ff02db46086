internal import LabelingCore

/// A model file has the groups that classes stand in beside the classes; files of classes that
/// stand in none do not say so.
extension FittedModel {
  private enum CodingKeys: String, CodingKey {
    case model = "hyperparameters"
    case voters
    case labelSpace = "classes"
    case groups
    case parameters = "learned"
    case facts
    case voterEstimates
    case scales = "confidenceLevels"
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let groups = try values.decodeIfPresent([LabelTree.Group].self, forKey: .groups) ?? []
    let labelSpace = try values.decode(LabelSpace.self, forKey: .labelSpace).grouped(groups)
    guard groups.isEmpty || labelSpace.tree?.isSound == true else {
      throw LabelModelError.unreadableFile(reason: "'groups' are no tree of the classes")
    }
    self.init(
      model: try values.decode(Model.self, forKey: .model),
      voters: try values.decode([String].self, forKey: .voters),
      labelSpace: labelSpace,
      parameters: try values.decode(Model.Parameters.self, forKey: .parameters),
      facts: try values.decode(FitFacts.self, forKey: .facts),
      voterEstimates: try values.decode([VoterEstimate].self, forKey: .voterEstimates),
      scales: try values.decodeIfPresent([ConfidenceScale?].self, forKey: .scales)
    )
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(model, forKey: .model)
    try values.encode(voters, forKey: .voters)
    try values.encode(labelSpace, forKey: .labelSpace)
    if !labelSpace.groups.isEmpty { try values.encode(labelSpace.groups, forKey: .groups) }
    try values.encode(parameters, forKey: .parameters)
    try values.encode(facts, forKey: .facts)
    try values.encode(voterEstimates, forKey: .voterEstimates)
    try values.encodeIfPresent(scales, forKey: .scales)
  }
}
