/// What Belfry promises of its figures on an edge gateway; nil where it promises nothing.
struct BenchmarkLimits {
    var nanosecondsPerItem: Double?
    var cpuSecondsPerMillion: Double?
    var residentBytes: Double?
    var corePercent: Double?

    /// The promises for one benchmark.
    init(of name: String) {
        switch name {
        case "engine": nanosecondsPerItem = 20
        // Messages of some 100 bytes; an NGSI entity is six times as long and holds five readings.
        case "decode-ngsi": nanosecondsPerItem = nil
        case _ where name.hasPrefix("decode-"): nanosecondsPerItem = 1_000
        case "end-to-end-qos0": cpuSecondsPerMillion = 4
        case "idle":
            residentBytes = 64 * 1_048_576
            corePercent = 2
        default: break
        }
    }
}
