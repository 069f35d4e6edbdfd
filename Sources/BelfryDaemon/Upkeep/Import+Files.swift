import BelfryModel
import BelfryStore

extension Import {
    /// How far ahead of this machine's clock a reading may be.
    private static let aheadNanoseconds = 10 * Nanoseconds.perMinute
    /// 2000-01-01: what is older was stamped by a clock that had not been set.
    private static let earliest = Timestamp(seconds: 946_684_800)

    /// Takes in one file.
    mutating func take(_ file: String, _ defaults: Defaults, _ progress: (Summary) -> Void) throws(Fault) {
        var series = TableSeries(
            file: file,
            catalog: catalog,
            defaults: TableSeries.Defaults(
                agency: defaults.agency,
                sensor: defaults.sensor ?? "",
                quantity: defaults.quantity ?? "value",
                unit: defaults.unit ?? "",
                gasReferenceCelsius: configuration.ingest.gasReferenceCelsius
            )
        )
        var rows: ReadingFile
        do throws(FileFault) {
            rows = try ReadingFile(file)
        } catch {
            throw Fault(error)
        }
        while true {
            let (piece, fault) = nextPiece(of: &rows, file, &series)
            do throws(StoreError) {
                try add(piece, series.takeNew())
            } catch {
                throw Fault(error)
            }
            if let fault {
                let before = summary.readings == 0 ? "nothing" : "\(summary.readings) readings"
                throw Fault(
                    kind: .file,
                    description: "\(fault); \(before) before it went in, mend it and import it again"
                )
            }
            if piece.count < Store.readingsPerImport { return }
            progress(summary)
        }
    }

    /// The next readings, up to the end of the file or to a fault.
    private mutating func nextPiece(
        of rows: inout ReadingFile,
        _ file: String,
        _ series: inout TableSeries
    ) -> (readings: [Reading], fault: FileFault?) {
        var piece: [Reading] = []
        do throws(FileFault) {
            while piece.count < Store.readingsPerImport, let (row, line) = try rows.next() {
                try check(row.time, file, line)
                guard !row.isAggregate else {
                    let reason = "this is an aggregate; export without --step, or single readings are made up"
                    throw FileFault(file: file, line: line, reason: reason)
                }
                if let reading = try series.reading(row, line: line) {
                    piece.append(reading)
                } else {
                    summary.empty += 1
                }
            }
        } catch {
            return (piece, error)
        }
        return (piece, nil)
    }

    private mutating func add(_ piece: [Reading], _ new: [SeriesDescriptor]) throws(StoreError) {
        if !new.isEmpty { try store.commit(CommitBatch(newSeries: new, committedAt: now)) }
        let imported = try store.add(piece)
        summary.readings += piece.count
        summary.new += imported.new
        summary.newSeries += new.count
        let rawStart = now.advanced(byNanoseconds: -configuration.store.retention.rawNanoseconds)
        for reading in piece {
            summary.earliest = min(summary.earliest, reading.eventTime)
            summary.latest = max(summary.latest, reading.eventTime)
            if reading.eventTime < rawStart { summary.beyondRetention += 1 }
        }
    }

    private func check(_ time: Timestamp, _ file: String, _ line: Int) throws(FileFault) {
        guard time >= Self.earliest else {
            throw FileFault(file: file, line: line, reason: "\(time.rfc3339) lies before the year 2000; mend the time")
        }
        guard time.nanosecondsSince(now) <= Self.aheadNanoseconds else {
            throw FileFault(
                file: file,
                line: line,
                reason: "\(time.rfc3339) lies in the future, it is \(now.rfc3339); mend the time, or set this clock"
            )
        }
    }
}
