import LabelModels
import LabelingCore
import TestSupport
import Testing

struct DawidSkeneTests {

  @Test
  func `posteriors, confusion matrices and balance equal crowd-kit's`() throws {
    var count = 0
    for oracle in try Oracle.all("dawid_skene") where !oracle.posteriors.isEmpty {
      guard oracle.id != "ds_overlap_300", let steps = oracle.parameters["iterations"] as? Int
      else { continue }
      count += 1
      let (votes, items) = oracle.votes()
      let last = (oracle.expected["iterations_run"] as? Int) ?? steps
      let start = try MajorityVote().fitted(to: votes)
      let model = DawidSkene(
        silence: .ignored,
        pseudoCount: 0,
        maximumIterations: last,
        tolerance: 0
      )
      let soft =
        last == 0
        ? try start.posteriors(of: votes)
        : try model.fitted(to: votes).posteriors(of: votes)
      oracle.compare(soft, of: votes, items: items)

      // crowd-kit reports the matrices made of these posteriors: our next iteration's.
      let next = DawidSkene(
        silence: .ignored,
        pseudoCount: 0,
        maximumIterations: last + 1,
        tolerance: 0
      )
      let parameters = try next.fitted(to: votes).parameters
      for (name, share) in oracle.expected["priors"] as? [String: Double] ?? [:] {
        let vote = try #require(votes.labelSpace.vote(for: name))
        #expect(abs(parameters.balance[vote.classIndex] - share) <= oracle.tolerance)
      }
      let confusion = oracle.expected["confusion_true_observed"]
      for (voter, matrix) in confusion as? [String: [String: [String: Double]]] ?? [:] {
        for (truth, row) in matrix {
          for (given, value) in row {
            let y = try #require(votes.labelSpace.vote(for: truth)).classIndex
            let v = try #require(votes.labelSpace.vote(for: given)).classIndex
            let j = try #require(votes.voters.firstIndex(of: voter))
            let pair = parameters.confusion.keys.firstIndex { $0.voter == j && $0.classes == [v] }
            let found = pair.map { parameters.confusion.rows[$0, y] } ?? 0
            #expect(
              abs(found - value) <= oracle.tolerance,
              "\(oracle.id) \(voter) \(truth) \(given)"
            )
          }
        }
      }
    }
    #expect(count >= 17)
  }

  @Test
  func `labels equal crowd-kit's, with gold too`() throws {
    for oracle in try Oracle.all("dawid_skene") where !oracle.labels.isEmpty {
      guard oracle["votes"] is [Any], oracle.posteriors.isEmpty else { continue }
      let gold = oracle["gold"] as? [String: String] ?? [:]
      let (votes, items) = oracle.votes(gold: gold)
      let steps = oracle.parameters["iterations"] as? Int ?? 20
      let model = DawidSkene(silence: .ignored, pseudoCount: 0, maximumIterations: steps)
      let soft = try model.fitted(to: votes).posteriors(of: votes)
      oracle.compare(soft, of: votes, items: items)
      for (row, item) in items.enumerated() where gold[item] != nil {
        #expect(soft[row: Int(votes.patternOfRow[row])].max() == 1)
      }
    }
  }

  @Test(arguments: [3, 300, 30000])
  func `thousands of voters on a document do not underflow`(voterCount: Int) throws {
    let records = (0..<voterCount).flatMap { voter in
      (0..<3).map { item in
        ("\(item)", "\(voter)", (voter - item + 3 * voterCount) % 3 != 0 ? "yes" : "no")
      }
    }
    let votes = Patterns.of(answers: records).patterns
    let model = DawidSkene(silence: .ignored, pseudoCount: 0, maximumIterations: 20)
    let soft = try model.fitted(to: votes).posteriors(of: votes)
    for row in 0..<3 { #expect(abs(Array(soft[row: row])[0] - 1.0 / 3) < 0.005) }
  }

  @Test
  func `no documents give no posteriors and no error`() throws {
    let votes = VotePatterns.Builder(voters: ["a"], labelSpace: .numbered(2)).finish()
    #expect(try DawidSkene().fitted(to: votes).posteriors(of: votes).rowCount == 0)
  }
}
