/// What Belfry promises of its figures on an edge gateway; nil where it promises nothing.
struct BenchmarkLimits {
    var nanosecondsPerItem: Double?
    var nanosecondsPerReading: Double?
    var nanosecondsPer100Bytes: Double?
    var cpuSecondsPerMillion: Double?
    var residentBytes: Double?
    var corePercent: Double?
    var stateBytesPerSeries: Double?
    var latencyMedianSeconds: Double?
    var latency99thSeconds: Double?
    var stall99thSeconds: Double?
    var bytesPerItem: Double?

    /// The promises for one benchmark.
    init(of name: String) {
        switch name {
        case "engine, a bare window": stateBytesPerSeries = 256
        case "engine": nanosecondsPerItem = 11
        case "engine, usual rules":
            nanosecondsPerItem = 90
            stateBytesPerSeries = 1_024
        case "engine, anomalies":
            nanosecondsPerItem = 300
            stateBytesPerSeries = 8_192
        case "engine, a million series": nanosecondsPerItem = 17
        // One number and no more: there is nothing to be spared.
        case "decode-value": nanosecondsPerItem = 1_000
        case "decode-senml-cbor", "decode-sparkplug": nanosecondsPerReading = 300
        case "decode-influx": nanosecondsPerReading = 200
        // Nothing is asked of delimited text; all others are JSON.
        case "decode-csv": nanosecondsPer100Bytes = nil
        case _ where name.hasPrefix("decode-"): nanosecondsPer100Bytes = 400
        case "end-to-end-qos0": cpuSecondsPerMillion = 4
        case "engine, arrival to finding at 50,000 readings/s":
            latency99thSeconds = 0.001
        case "arrival to finding at 50,000 readings/s":
            latencyMedianSeconds = 0.001
        case "store steady": bytesPerItem = 35
        case "store size": bytesPerItem = 1.4
        case "store sealing":
            nanosecondsPerItem = 100
            stall99thSeconds = 0.05
        case _ where name.hasPrefix("store ingest"):
            nanosecondsPerItem = 1_000
            stall99thSeconds = 0.05
        case "store month by hours": nanosecondsPerItem = 5_000_000
        case "store month by hours, cold": nanosecondsPerItem = 20_000_000
        case "store day of readings", "store latest of all": nanosecondsPerItem = 10_000_000
        case "idle, nothing heard":
            corePercent = 0.5
        case "idle":
            residentBytes = 64 * 1_048_576
            corePercent = 2
        case "1,000 readings/s":
            corePercent = 2
        default: break
        }
    }
}
