internal import RealModule

/// Log-odds of each class as sums: a bias per stratum and class, and a score per statement.
///
/// In stratum *s* a rate *t* is *t_s* = 1 − (1 − *t*)^φ_s. The bias is logit *p_c* with everybody
/// silent, Σ ω φ (log(1 − *t*1) − log(1 − *t*0)); a statement takes its silence out again and adds
/// ω log(*t*1_s / *t*0_s). In mode annotators silence says nothing.
struct StatementScores: Sendable {
  /// Bias of class *c* in stratum *s* at `s * classCount + c`.
  let bias: [Double]
  /// What a statement adds the first time, of pair *f* in stratum *s* at `s * pairCount + f`.
  let first: [Double]
  /// What it adds each further time.
  let further: [Double]
  /// log-odds of each class before any vote or silence.
  let prior: [Double]

  /// Scores of a table's statements; one that was never made while fitting says nothing.
  init(_ parameters: MultiLabelParameters, for table: StatementTable) {
    let (k, pairCount) = (table.classCount, table.pairCount)
    let strata = parameters.strata
    prior = parameters.shares.map { Double.log($0 / (1 - $0)) }
    var bias = [Double](repeating: 0, count: strata.count * k)
    var first = [Double](repeating: 0, count: strata.count * pairCount)
    var further = first
    let speaksBySilence = parameters.mode == .functions
    for (s, factor) in strata.factors.enumerated() {
      for c in 0..<k { bias[s * k + c] = prior[c] }
      var pair = 0
      for statement in parameters.statements {
        let (t1, t0) = (statement.rateIfPresent, statement.rateIfAbsent)
        let logs = (Double.log(onePlus: -t1), Double.log(onePlus: -t0))
        let silent = speaksBySilence ? statement.weight * factor * (logs.0 - logs.1) : 0
        bias[s * k + statement.classIndex] += silent
        let own = StatementTable.Pair(
          classIndex: statement.classIndex,
          voter: statement.voter,
          isPresent: statement.isPresent
        )
        while pair < pairCount, table.pairs[pair] < own { pair += 1 }
        guard pair < pairCount, table.pairs[pair] == own else { continue }
        let said =
          statement.weight
          * Double.log(-Double.expMinusOne(factor * logs.0) / -Double.expMinusOne(factor * logs.1))
        first[s * pairCount + pair] = said - silent
        further[s * pairCount + pair] = said
      }
    }
    self.bias = bias
    self.first = first
    self.further = further
  }
}
