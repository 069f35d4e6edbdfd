import BelfryDetection
public import BelfryModel

extension Engine {
    /// Lets time come to `now` and has an image made of everything as it then stands; by the submitting thread.
    ///
    /// The image comes to the sink with a batch of its own, behind all findings up to `now`. It is left out where it would
    /// take more than ``EngineLimits/imageBytes``.
    public func takeImage(_ now: Timestamp) {
        tick(now)
        intake.send(.image(number: intake.nextImage(), now: now))
    }

    /// Takes up what an image holds; before anything is submitted, and before threads run.
    ///
    /// What it was given to restore of such a series is dropped; what came after the image is ``settle(_:at:)``'s.
    public func restore(_ image: EngineImage) -> RestoredSeries {
        var restored = RestoredSeries(instant: image.instant)
        let stride = MemoryLayout<SeriesRecord>.stride
        for part in image.parts {
            part.withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                var offset = 0
                while offset + stride <= bytes.count {
                    let record = bytes.loadUnaligned(fromByteOffset: offset, as: SeriesRecord.self)
                    let end = offset + stride + Int(record.hotBytes) + Int(record.coldBytes)
                    guard end <= bytes.count else { break }
                    restore(record, from: base + offset + stride, into: &restored)
                    offset = end
                }
                if offset < bytes.count { restored.leftOut += 1 }
            }
        }
        restored.hasGroups = stage.restore(image.groups)
        return restored
    }

    private func restore(_ record: SeriesRecord, from bytes: UnsafeRawPointer, into restored: inout RestoredSeries) {
        if let shard = intake.shard(of: record.series), shards[shard].restore(record, from: bytes) {
            restored.series.insert(record.series)
        } else {
            restored.leftOut += 1
        }
    }
}

/// What an engine took up from an image.
public struct RestoredSeries: Sendable, Equatable {
    /// When the image was made; what arrived by then is not to be submitted again for ``series``.
    public var instant: Timestamp
    public var series: Set<SeriesID> = []
    /// Records that did not fit; their series are as if never seen.
    public var leftOut = 0
    /// Whether the groups go on as well.
    public var hasGroups = false

    /// Whether nothing was left out.
    public var isWhole: Bool { hasGroups && leftOut == 0 }

    /// The series of which whatever is found from here on is what would have been found.
    public var exact: Set<SeriesID> { hasGroups ? series.union([RuleGroup.seriesNumber]) : series }

    /// Nothing, where there is no image.
    public init(instant: Timestamp = .distantPast) {
        self.instant = instant
    }
}
