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
    /// What the engine was given to restore of such a series is in the image.
    ///
    /// - Returns: the series that go on where the image stands: of those, readings that arrived by then are not to be
    ///   submitted again. Others are as if never seen.
    public func restore(_ image: EngineImage) -> Set<SeriesID> {
        var restored = Set<SeriesID>()
        let stride = MemoryLayout<SeriesRecord>.stride
        for part in image.parts {
            part.withUnsafeBytes { bytes in
                var offset = 0
                while offset + stride <= bytes.count {
                    let record = bytes.loadUnaligned(fromByteOffset: offset, as: SeriesRecord.self)
                    let end = offset + stride + Int(record.hotBytes) + Int(record.coldBytes)
                    guard end <= bytes.count, let base = bytes.baseAddress else { return }
                    if let shard = intake.shard(of: record.series),
                        shards[shard].restore(record, from: base + offset + stride, at: image.instant)
                    {
                        restored.insert(record.series)
                    }
                    offset = end
                }
            }
        }
        return restored
    }
}
