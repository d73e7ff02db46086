internal import LabelModels
internal import Serving

/// What is answered to documents that came as JSON; keys are sorted.
struct LabelResults {
  var classes: [String]
  var model: String
  var results: [OnlineLabel]

  /// The answer as JSON.
  var json: [UInt8] {
    var output = JSONOutput()
    output.object { output in
      output.key("classes")
      output.array { output in for name in classes { output.string(name) } }
      output.key("model")
      output.string(model)
      output.key("results")
      output.array { output in for result in results { Self.write(result, to: &output) } }
    }
    return output.bytes
  }

  private static func write(_ result: OnlineLabel, to output: inout JSONOutput) {
    output.object { output in
      if let confidence = result.confidence {
        output.key("confidence")
        output.number(confidence)
      }
      if let explanation = result.explanation {
        output.key("explanation")
        write(explanation, to: &output)
      } else if let classes = result.classExplanations {
        output.key("explanation")
        write(classes, to: &output)
      }
      output.key("faults")
      output.array { output in
        for fault in result.faults {
          output.object { output in
            output.key("cause")
            output.string(fault.cause)
            output.key("function")
            output.string(fault.function)
            output.key("message")
            output.string(fault.message)
          }
        }
      }
      output.key("id")
      output.string(result.id)
      if let label = result.label {
        output.key("label")
        output.string(label)
      }
      if let labels = result.labels {
        output.key("labels")
        output.array { output in for label in labels { output.string(label) } }
      }
      output.key("probabilities")
      output.numbers(result.probabilities)
      output.key("votes")
      output.object { output in
        for (function, vote) in result.votes.sorted(by: {
          $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }) {
          output.key(function)
          output.string(vote)
        }
      }
    }
  }

  private static func write(
    _ classes: [MultiLabelExplanation.ClassPart],
    to output: inout JSONOutput
  ) {
    output.object { output in
      output.key("classes")
      output.array { output in
        for part in classes {
          output.object { output in
            output.key("name")
            output.string(part.name)
            output.key("prior")
            output.number(part.prior)
            output.key("probability")
            output.number(part.probability)
            output.key("raw")
            output.number(part.raw)
            output.key("silence")
            output.number(part.silence)
            output.key("statements")
            output.array { output in
              for statement in part.statements {
                output.object { output in
                  output.key("function")
                  output.string(statement.voter)
                  output.key("log_odds")
                  output.number(statement.logOdds)
                  output.key("present")
                  output.bool(statement.isPresent)
                }
              }
            }
            output.key("threshold")
            output.number(part.threshold)
            output.key("vote_share")
            output.number(part.voteShare)
          }
        }
      }
    }
  }

  private static func write(_ explanation: OnlineLabel.Explanation, to output: inout JSONOutput) {
    output.object { output in
      output.key("blend")
      output.number(explanation.blend)
      output.key("contributions")
      output.array { output in
        for contribution in explanation.contributions {
          output.object { output in
            output.key("function")
            output.string(contribution.function)
            output.key("scores")
            output.numbers(contribution.scores)
            output.key("vote")
            output.string(contribution.vote)
          }
        }
      }
      output.key("gate")
      output.number(explanation.gate)
      if let independent = explanation.independent {
        output.key("independent")
        output.numbers(independent)
      }
      output.key("prior")
      output.numbers(explanation.prior)
      output.key("raw")
      output.numbers(explanation.raw)
      if let shares = explanation.voteShares {
        output.key("vote_shares")
        output.numbers(shares)
      }
    }
  }
}
