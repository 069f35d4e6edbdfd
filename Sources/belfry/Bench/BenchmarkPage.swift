import BelfryBench

/// The figures for a person: a line a figure, with the reference beside it and what it should be at most.
struct BenchmarkPage {
    private let result: BenchmarkResult
    private let limits: BenchmarkLimits

    init(_ result: BenchmarkResult) {
        self.result = result
        limits = BenchmarkLimits(of: result.name)
    }

    /// What stands above all figures.
    static var head: [String] {
        [
            "\(Machine.description); load \(MeasureText.oneDecimal(Machine.loadAverage))",
            "Medians. Beside each figure the same work in the simplest shape, measured in turns with it.",
            "",
        ]
    }

    func lines(on terminal: Terminal) -> [String] {
        let columns = [
            TextTable.Column(title: result.name),
            TextTable.Column(title: "measured", alignment: .right),
            TextTable.Column(title: "reference", alignment: .right),
            TextTable.Column(title: "at most", alignment: .right),
        ]
        let count = "\(MeasureText.grouped(result.items)) \(result.itemName)s"
        let beside = result.reference.map { "; reference: \($0.name)" } ?? ""
        return TextTable(columns: columns, rows: rows).lines(on: terminal) + ["  \(count)\(content)\(beside)", ""]
    }

    /// How long a message is, and how much is in it.
    private var content: String {
        guard let content = result.content else { return "" }
        let readings = MeasureText.oneDecimal(Double(content.readings) / Double(result.items))
        return " of \(content.bytes / result.items) bytes, readings in each: \(readings)"
    }

    private var rows: [[TextTable.Cell]] {
        // A daemon that mostly waits is not measured by the time between two messages.
        let isIdle = result.figures.corePercent != nil
        let perItem = { (figures: BenchmarkFigures) in isIdle ? nil : result.nanosecondsPerItem(of: figures) }
        let perSecond = { (figures: BenchmarkFigures) in result.rate(of: figures) }
        let rows = [
            row("time a \(result.itemName)", perItem, limits.nanosecondsPerItem) { Self.time(nanoseconds: $0) },
            row("its fastest round", { result.nanoseconds($0.fastestSeconds) }) { Self.time(nanoseconds: $0) },
            row("its slowest round", { result.nanoseconds($0.slowestSeconds) }) { Self.time(nanoseconds: $0) },
            row("memory of a series", \.stateBytesPerSeries, limits.stateBytesPerSeries) { Self.text($0, "B") },
            row("objects allocated a \(result.itemName)", \.objectsPerItem) { MeasureText.number($0) },
            row("references counted a \(result.itemName)", \.referenceCountsPerItem) { MeasureText.number($0) },
            row("time a reading", result.nanosecondsPerReading(of:), limits.nanosecondsPerReading) {
                Self.time(nanoseconds: $0)
            },
            row("time for 100 bytes", result.nanosecondsPer100Bytes(of:), limits.nanosecondsPer100Bytes) {
                Self.time(nanoseconds: $0)
            },
            row("\(result.itemName)s a second", perSecond) { MeasureText.grouped(Int($0.rounded())) },
            row("CPU a million \(result.itemName)s", \.cpuSecondsPerMillion, limits.cpuSecondsPerMillion) {
                Self.text($0, "s")
            },
            row("arrival to finding, median", \.latencyMedianSeconds, limits.latencyMedianSeconds) {
                MeasureText.latency(seconds: $0)
            },
            row("arrival to finding, 99 %", \.latency99thSeconds, limits.latency99thSeconds) {
                MeasureText.latency(seconds: $0)
            },
            row("a commit, or a slice, median", \.stallMedianSeconds) { MeasureText.latency(seconds: $0) },
            row("its 99 %", \.stall99thSeconds, limits.stall99thSeconds) { MeasureText.latency(seconds: $0) },
            row("written a \(result.itemName)", \.bytesPerItem, limits.bytesPerItem) { Self.text($0, "B") },
            row("on its device, with what others write there", \.deviceBytesPerItem) { Self.text($0, "B") },
            row("shed", \.shedPercent) { Self.text($0, "%") },
            row("of public safety", \.safetyShed) { Self.text($0, "messages") },
            row("nothing is shed any more after", \.recoverySeconds) { Self.text($0, "s") },
            row("resident memory (RSS)", \.residentBytes, limits.residentBytes) { MeasureText.bytes(Int64($0)) },
            row("by which it grew after 20 s", \.residentGrowthBytes) { MeasureText.bytes(Int64($0)) },
            row("its fair share (PSS)", \.proportionalBytes) { MeasureText.bytes(Int64($0)) },
            row("threads", \.threads) { MeasureText.grouped(Int($0)) },
            row("of one core", \.corePercent, limits.corePercent) { Self.text($0, "%") },
        ]
        return rows.compactMap { $0 }
    }

    /// One figure; nil where the benchmark does not take it.
    private func row(
        _ title: String,
        _ figure: (BenchmarkFigures) -> Double?,
        _ limit: Double? = nil,
        _ text: (Double) -> String
    ) -> [TextTable.Cell]? {
        guard let measured = figure(result.figures) else { return nil }
        let reference = result.reference.flatMap { figure($0.figures) }.map(text) ?? ""
        let style: TextStyle = limit.map { measured <= $0 ? .good : .caution } ?? .plain
        return [
            TextTable.Cell(title), TextTable.Cell(text(measured), style: style),
            TextTable.Cell(reference, style: .quiet), TextTable.Cell(limit.map(text) ?? "", style: .quiet),
        ]
    }

    private static func time(nanoseconds: Double) -> String {
        nanoseconds < 1_000
            ? "\(MeasureText.oneDecimal(nanoseconds)) ns" : "\(MeasureText.number(nanoseconds / 1_000)) µs"
    }

    private static func text(_ value: Double, _ unit: String) -> String { "\(MeasureText.number(value)) \(unit)" }
}
