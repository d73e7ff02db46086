internal import LabelingCore
internal import Serving

/// What is predicted for tasks of Label Studio, in their order.
struct LabelStudioAnswer {
  /// What is known of a task.
  enum Prediction {
    /// Its label; without one nothing is predicted.
    case label(OnlineLabel)
    /// Why it was not labeled.
    case fault(String)
  }

  let control: ChoicesControl
  let version: String
  let predictions: [Prediction]

  /// The answer as JSON.
  var json: [UInt8] {
    var output = JSONOutput()
    output.object { output in
      output.key("results")
      output.array { output in for prediction in predictions { write(prediction, to: &output) } }
    }
    return output.bytes
  }

  private func write(_ prediction: Prediction, to output: inout JSONOutput) {
    output.object { output in
      output.key("model_version")
      output.string(version)
      switch prediction {
      case .fault(let message):
        // Label Studio keeps nothing for an answer without a result, and logs it.
        output.key("error")
        output.string(message)
      case .label(let label):
        let names = label.labels ?? label.label.map { [$0] } ?? []
        let choices = names.compactMap { control.choice(of: $0) }
        output.key("result")
        output.array { output in if !choices.isEmpty { write(choices, to: &output) } }
        if !choices.isEmpty, let score = Self.score(of: label) {
          output.key("score")
          output.number(score)
        }
        if label.labels != nil {
          output.key("probabilities")
          output.numbers(label.probabilities)
        }
      }
    }
  }

  /// How sure the labels are: the label's probability; of several, how sure the least sure class is,
  /// present or not.
  private static func score(of label: OnlineLabel) -> Double? {
    guard label.labels != nil else { return label.confidence }
    return label.probabilities.values.map { max($0, 1 - $0) }.min()
  }

  private func write(_ choices: [String], to output: inout JSONOutput) {
    output.object { output in
      output.key("from_name")
      output.string(control.name)
      output.key("to_name")
      output.string(control.textName)
      output.key("type")
      output.string("choices")
      output.key("value")
      output.object { output in
        output.key("choices")
        output.array { output in for choice in choices { output.string(choice) } }
      }
    }
  }
}
