import ArgumentParser
import BelfryDaemon
import BelfryModel

/// Which times of a series, and whether single readings or aggregates of steps.
struct SeriesOptions: ParsableArguments {
    @Option(help: ArgumentHelp("From when, inclusive: 1h (ago), 04:30, RFC 3339.", valueName: "time"))
    var from: TimeArgument?

    @Option(help: ArgumentHelp("Until when, exclusive; now if absent.", valueName: "time"))
    var to: TimeArgument?

    @Option(help: ArgumentHelp("Aggregate over steps of this length.", valueName: "duration"))
    var step: DurationArgument?

    @Option(help: "count, sum, min, max, mean, stddev, first or last; mean if only --step is given.")
    var aggregate: String?

    func validate() throws {
        if let aggregate, Aggregate(name: aggregate) == nil {
            let known = Aggregate.allCases.map(\.name).joined(separator: ", ")
            throw ValidationError("unknown aggregate \"\(aggregate)\"; known are \(known)")
        }
        if aggregate != nil, step == nil { throw ValidationError("--aggregate needs --step, for example --step 5m") }
        if let from, let to, from.instant >= to.instant { throw ValidationError("--from must lie before --to") }
    }

    /// The times asked for.
    ///
    /// - Parameter nanoseconds: how far back from their end where no beginning is named.
    func times(reaching nanoseconds: Int64) -> (start: Timestamp, end: Timestamp) {
        let end = to?.instant ?? SystemClock.wall()
        return (from?.instant ?? end.advanced(byNanoseconds: -nanoseconds), end)
    }

    /// The points of a series as these options want them.
    func points(of series: String, client: DeskClient) -> SeriesPoints {
        SeriesPoints(
            client: client,
            series: series,
            step: step?.nanoseconds,
            aggregate: aggregate ?? (step == nil ? nil : Aggregate.mean.name)
        )
    }
}
