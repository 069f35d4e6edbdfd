import ArgumentParser

/// A length of time on the command line: `30s`, `5m`, `1h`, `2d`.
struct DurationArgument: ExpressibleByArgument, Equatable {
    var nanoseconds: Int64

    init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    init?(argument: String) {
        guard let nanoseconds = DurationText.parse(argument), nanoseconds > 0 else { return nil }
        self.nanoseconds = nanoseconds
    }

    var defaultValueDescription: String { DurationText.short(nanoseconds: nanoseconds) }
}
