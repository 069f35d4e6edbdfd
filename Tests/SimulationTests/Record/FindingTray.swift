import BelfryEngine
import BelfryModel
import Synchronization

/// Findings between an engine's sink and whoever works it by hand.
final class FindingTray: Sendable {
    private let findings = Mutex<[Finding]>([])

    func put(_ batch: FindingBatch) {
        guard !batch.findings.isEmpty else { return }
        findings.withLock { $0 += batch.findings }
    }

    func take() -> [Finding] {
        findings.withLock { findings in
            defer { findings = [] }
            return findings
        }
    }
}
