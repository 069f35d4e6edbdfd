import Foundation

/// Waits until something has become true; the bound only ends a test that would hang.
///
/// - Parameter what: what is waited for and how things stand; asked only when the wait was in vain.
public func eventually(
    _ what: @autoclosure () throws -> String,
    within seconds: Double,
    _ isTrue: () throws -> Bool
) throws {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
        if try isTrue() { return }
        usleep(20_000)
    }
    throw BelfryProcess.Failure(reason: "waited \(seconds) s in vain: \((try? what()) ?? "no answer")")
}
