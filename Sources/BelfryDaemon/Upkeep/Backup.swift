import BelfryModel
import BelfryStore

/// A checked copy of everything that is stored, see `StoreBackup`.
public struct Backup: Sendable {
    public let bytes: Int64
    public let readings: Int64
    public let incidents: Int
    /// Hours and rows that could not be unpacked; they are in the copy as they are.
    public let damaged: Int
    public let seconds: Double

    /// Why there is no copy.
    public struct Fault: Error, Sendable {
        public var operation: String
        public var path: String
        public var reason: String
        public var remedy: String
        /// Whether the configuration, or the file's place, has to be changed.
        public var isOfConfiguration: Bool
    }

    /// Makes one, beside a daemon or without.
    ///
    /// - Parameter target: a file that does not exist yet.
    public init(of configuration: Configuration, into target: String) throws(Fault) {
        do throws(StoreError) {
            let report = try StoreBackup.run(of: configuration.store.path, into: target)
            bytes = report.bytes
            readings = report.readings
            incidents = report.incidents
            damaged = report.damaged
            seconds = report.seconds
        } catch {
            throw Fault(
                operation: error.operation,
                path: error.path,
                reason: error.reason,
                // Only the daemon may read the journal.
                remedy: error.kind == .permission
                    ? "run it as the daemon's user: sudo -u belfry belfry backup" : error.remedy,
                isOfConfiguration: [.notOurs, .newer].contains(error.kind)
            )
        }
    }
}
