import BelfryModel

@testable import BelfryIngest

/// A desk with one subscription to all of Sparkplug, and nodes with a device that speak to it.
struct SparkplugScene {
    static let speed: UInt64 = 7
    static let balance: UInt64 = 8
    static let control: UInt64 = 9

    let scene = Scene(.sparkplug())

    /// Node `n` is born with bdSeq and sequence number, and device `n/d` with the number after.
    func bear(_ node: String = "n", sequence: UInt64 = 0, bdSeq: UInt64 = 0) {
        scene.send("spBv1.0/g/NBIRTH/\(node)", sparkplug(sequence, [.bdSeq(bdSeq)]))
        scene.send("spBv1.0/g/DBIRTH/\(node)/d", sparkplug((sequence + 1) % 256, Self.deviceMetrics))
    }

    static var deviceMetrics: [TestMetric] {
        var metrics: [TestMetric] = [
            .named("Road/Speed", 9, .none, unit: "m/s"), .named("Balance", 2, .none),
            .named("Node Control/Rebirth", 11, .boolean(false)),
        ]
        metrics[0].alias = speed
        metrics[1].alias = balance
        metrics[2].alias = control
        return metrics
    }

    /// Device `d` of a node sends, by default its speed by alias, at a time of its own.
    @discardableResult
    func data(
        _ sequence: UInt64?,
        _ metrics: [TestMetric]? = nil,
        node: String = "n",
        seconds: Int64 = 0,
        retained: Bool = false,
        purpose: Purpose = .storeAndEvaluate
    ) -> Disposition {
        scene.send(
            "spBv1.0/g/DDATA/\(node)/d",
            sparkplug(
                sequence,
                metrics ?? [.aliased(Self.speed, .float(10))],
                at: Scene.noon.milliseconds + seconds * 1_000 + Int64(sequence ?? 0)
            ),
            at: Scene.noon.advanced(byNanoseconds: (seconds + 1) * Nanoseconds.perSecond),
            retained: retained,
            purpose: purpose
        )
    }

    /// The nodes that have been asked for their birth certificates since the last look.
    var asked: [String] { scene.ingest.takeRebirthRequests().map(\.node) }
}
