import BelfryDaemon
import BelfryModel

/// What became of an import, for a person.
enum ImportText {
    static func lines(_ summary: Import.Summary) -> [String] {
        guard summary.readings > 0 else { return ["no readings in it; \(summary.empty) rows without a value"] }
        func count(_ number: Int) -> String { MeasureText.grouped(number) }
        var lines = [
            "\(count(summary.readings)) readings from \(summary.earliest.rfc3339) to \(summary.latest.rfc3339)",
            "\(count(summary.new)) of times that nothing was known of, \(count(summary.newSeries)) new series",
        ]
        if summary.empty > 0 { lines.append("\(count(summary.empty)) rows without a value passed over") }
        if summary.beyondRetention > 0 {
            lines.append(
                """
                \(count(summary.beyondRetention)) are older than store.retention.raw keeps single readings: of these the sums \
                of hours and days will stay
                """
            )
        }
        switch summary.learning {
        case .learnt(let readings):
            lines.append("the detectors have learnt from \(count(readings)) readings of the last 35 days")
        case .ownPast:
            lines.append(
                "the detectors go on with what this gateway has heard itself; --learn has them learn from this, too"
            )
        case .tooMuch:
            lines.append(
                "what the detectors have learnt is more than can be written down, and is lost; they begin anew"
            )
        }
        for file in summary.filesSetAside {
            lines.append("a file was set aside as \(file); what can be read of it has come over")
        }
        return lines
    }
}
