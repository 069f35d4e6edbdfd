// Stories on a time line, one column a step:
//
//     readings:  10   20   21   -    15        a number arrives, or nothing does
//     verdicts:   .    .    R   .    C         nothing is said, R raised, C cleared
//
// A deadline that falls between two columns shows in the later one.

import BelfryDetection
import BelfryModel
import Testing

/// Plays the readings, one every `step` seconds, and expects the verdicts in the same columns.
@discardableResult
func play(
    _ watch: Watch,
    every step: Double = 1,
    readings: String,
    verdicts expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) -> Watch {
    var watch = watch
    var said: [String] = []
    let columns = readings.split(separator: " ")
    for (index, column) in columns.enumerated() {
        let now = Watch.start + Double(index) * step
        let verdicts = column == "-" ? watch.pass(to: now) : watch.receive(Double(column)!, at: now)
        said.append(verdicts.isEmpty ? "." : verdicts.map { $0.phase == .raised ? "R" : "C" }.joined())
    }
    let expectedColumns = expected.split(separator: " ").map(String.init)
    #expect(said == expectedColumns, "of readings \(columns)", sourceLocation: sourceLocation)
    return watch
}
