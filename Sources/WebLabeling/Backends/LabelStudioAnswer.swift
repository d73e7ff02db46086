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
        let choice = label.label.flatMap { control.choice(of: $0) }
        output.key("result")
        output.array { output in if let choice { write(choice, to: &output) } }
        if choice != nil, let confidence = label.confidence {
          output.key("score")
          output.number(confidence)
        }
      }
    }
  }

  private func write(_ choice: String, to output: inout JSONOutput) {
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
        output.array { $0.string(choice) }
      }
    }
  }
}
