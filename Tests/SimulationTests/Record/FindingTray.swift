import BelfryEngine
import BelfryModel
import Synchronization

/// Findings and images between an engine's sink and whoever works it by hand.
final class FindingTray: Sendable {
    private let findings = Mutex<[Finding]>([])

    private let image = Mutex<EngineImage?>(nil)

    func put(_ batch: FindingBatch) {
        if let image = batch.image { self.image.withLock { $0 = image } }
        guard !batch.findings.isEmpty else { return }
        findings.withLock { $0 += batch.findings }
    }

    /// The last image that nobody has taken yet.
    func takeImage() -> EngineImage? {
        image.withLock { image in
            defer { image = nil }
            return image
        }
    }

    func take() -> [Finding] {
        findings.withLock { findings in
            defer { findings = [] }
            return findings
        }
    }
}
