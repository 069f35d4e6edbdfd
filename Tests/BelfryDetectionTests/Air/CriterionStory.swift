import BelfryDetection
import BelfryModel

/// Plays windows to a criterion: `-` is an invalid one, `_` one that never comes.
///
/// - Returns: a letter for each that comes: `.` not met, `M` met, `?` undecided.
func play(_ criterion: inout ThresholdCriterion, from start: Timestamp, _ windows: String) -> String {
    var answers: [String] = []
    for (index, word) in windows.split(separator: " ").enumerated() where word != "_" {
        let time = start.advanced(byNanoseconds: Int64(index) * criterion.standard.averaging.stepNanoseconds)
        answers.append(letter(criterion.take(window(String(word), at: time)).standing))
    }
    return answers.joined(separator: " ")
}

/// The window that a word of ``play(_:from:_:)`` stands for.
func window(_ word: String, at start: Timestamp) -> AirWindow {
    Double(word).map { AirWindow(start: start, value: $0) } ?? .invalid(start: start)
}

/// The letter of an answer.
func letter(_ standing: CriterionVerdict.Standing) -> String {
    switch standing {
    case .notMet: "."
    case .met: "M"
    case .undecided: "?"
    }
}
