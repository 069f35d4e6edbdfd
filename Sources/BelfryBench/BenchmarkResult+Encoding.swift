// The line of `--json`. The figures of the reference have the keys of those that they stand beside:
//
//   {"name":…,"items":…,"seconds":…,"items_per_second":…,"nanoseconds_per_item":…,"reference":{"name":…,"seconds":…,…}}

extension BenchmarkResult: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, items, reference
        case loadAverage = "load_average"
        case seconds
        case fastestSeconds = "seconds_fastest"
        case slowestSeconds = "seconds_slowest"
        case stateBytesPerSeries = "state_bytes_per_series"
        case objectsPerItem = "objects_per_item"
        case referenceCountsPerItem = "reference_counts_per_item"
        case itemsPerSecond = "items_per_second"
        case nanosecondsPerItem = "nanoseconds_per_item"
        case readings, bytes
        case nanosecondsPerReading = "nanoseconds_per_reading"
        case nanosecondsPer100Bytes = "nanoseconds_per_100_bytes"
        case cpuSecondsPerMillion = "cpu_seconds_per_million"
        case bytesPerItem = "bytes_per_item"
        case deviceBytesPerItem = "device_bytes_per_item"
        case latencyMedianSeconds = "latency_p50_seconds"
        case latency99thSeconds = "latency_p99_seconds"
        case stallMedianSeconds = "stall_p50_seconds"
        case stall99thSeconds = "stall_p99_seconds"
        case shedPercent = "shed_percent"
        case safetyShed = "safety_shed"
        case recoverySeconds = "recovery_seconds"
        case residentBytes = "resident_bytes"
        case residentGrowthBytes = "resident_growth_bytes"
        case proportionalBytes = "proportional_bytes"
        case threads
        case corePercent = "core_percent"
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(name, forKey: .name)
        try fields.encode(items, forKey: .items)
        try fields.encode(loadAverage, forKey: .loadAverage)
        try fields.encodeIfPresent(content?.readings, forKey: .readings)
        try fields.encodeIfPresent(content?.bytes, forKey: .bytes)
        try encode(figures, into: &fields)
        guard let reference else { return }
        var beside = fields.nestedContainer(keyedBy: CodingKeys.self, forKey: .reference)
        try beside.encode(reference.name, forKey: .name)
        try encode(reference.figures, into: &beside)
    }

    private func encode(
        _ figures: BenchmarkFigures,
        into fields: inout KeyedEncodingContainer<CodingKeys>
    ) throws {
        try fields.encode(figures.seconds, forKey: .seconds)
        try fields.encodeIfPresent(figures.fastestSeconds, forKey: .fastestSeconds)
        try fields.encodeIfPresent(figures.slowestSeconds, forKey: .slowestSeconds)
        try fields.encodeIfPresent(figures.stateBytesPerSeries, forKey: .stateBytesPerSeries)
        try fields.encodeIfPresent(figures.objectsPerItem, forKey: .objectsPerItem)
        try fields.encodeIfPresent(figures.referenceCountsPerItem, forKey: .referenceCountsPerItem)
        try fields.encode(rate(of: figures), forKey: .itemsPerSecond)
        try fields.encode(nanosecondsPerItem(of: figures), forKey: .nanosecondsPerItem)
        try fields.encodeIfPresent(nanosecondsPerReading(of: figures), forKey: .nanosecondsPerReading)
        try fields.encodeIfPresent(nanosecondsPer100Bytes(of: figures), forKey: .nanosecondsPer100Bytes)
        try fields.encodeIfPresent(figures.cpuSecondsPerMillion, forKey: .cpuSecondsPerMillion)
        try fields.encodeIfPresent(figures.bytesPerItem, forKey: .bytesPerItem)
        try fields.encodeIfPresent(figures.deviceBytesPerItem, forKey: .deviceBytesPerItem)
        try fields.encodeIfPresent(figures.latencyMedianSeconds, forKey: .latencyMedianSeconds)
        try fields.encodeIfPresent(figures.latency99thSeconds, forKey: .latency99thSeconds)
        try fields.encodeIfPresent(figures.stallMedianSeconds, forKey: .stallMedianSeconds)
        try fields.encodeIfPresent(figures.stall99thSeconds, forKey: .stall99thSeconds)
        try fields.encodeIfPresent(figures.shedPercent, forKey: .shedPercent)
        try fields.encodeIfPresent(figures.safetyShed, forKey: .safetyShed)
        try fields.encodeIfPresent(figures.recoverySeconds, forKey: .recoverySeconds)
        try fields.encodeIfPresent(figures.residentGrowthBytes, forKey: .residentGrowthBytes)
        try fields.encodeIfPresent(figures.residentBytes, forKey: .residentBytes)
        try fields.encodeIfPresent(figures.proportionalBytes, forKey: .proportionalBytes)
        try fields.encodeIfPresent(figures.threads, forKey: .threads)
        try fields.encodeIfPresent(figures.corePercent, forKey: .corePercent)
    }
}
