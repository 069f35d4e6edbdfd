// What the daemon's own documents say, as far as tests ask for it.

import Foundation

extension BelfryProcess {
    /// The message ledger as `/status` shows it now; it balances, see ``status(_:)``.
    public func ledger() throws -> [String: Int] { try Self.balancedLedger(of: get("/status").object) }

    /// The ledger in a status document.
    ///
    /// - Throws: ``Failure`` where it does not balance.
    public static func balancedLedger(of status: [String: Any]) throws -> [String: Int] {
        let ledger = (status["ingest"] as? [String: Any])?["ledger"] as? [String: Any] ?? [:]
        let counts = ledger.compactMapValues { ($0 as? NSNumber)?.intValue }
        let fates = ["stored", "duplicate", "quarantined", "ignored", "shed", "in_flight"].map { counts[$0] ?? 0 }
        guard counts["received"] == fates.reduce(0, +), counts["balanced"] == 1 else {
            throw Failure(reason: "the ledger does not balance: \(counts)")
        }
        return counts
    }

    /// One document of `/api/v1`, as its JSON objects.
    public func list(_ path: String) throws -> [[String: Any]] {
        let answer = try get("/api/v1/" + path)
        guard let list = try JSONSerialization.jsonObject(with: answer.body) as? [[String: Any]] else {
            throw Failure(reason: "/api/v1/\(path) answers \(answer.status): \(answer.text)")
        }
        return list
    }

    /// All incidents, open and closed.
    public func incidents() throws -> [[String: Any]] { try list("incidents?limit=2048") }

    /// Incidents of one place, that is of one sensor where no fleet says otherwise.
    public func incidents(at place: String) throws -> [[String: Any]] {
        try incidents().filter { $0["place"] as? String == place }
    }

    /// Every sensor's value in the state that the daemon says it is in: `live`, `late`, `silent`, `faulty`.
    public func state(ofSensor sensor: String) throws -> String? {
        try list("sensors").first { $0["sensor"] as? String == sensor }?["state"] as? String
    }

    /// One object within `/status`.
    ///
    /// - Throws: ``Failure`` where the ledger in it does not balance, so that no test can look without asserting that.
    public func status(_ section: String) throws -> [String: Any] {
        let status = try get("/status").object
        _ = try Self.balancedLedger(of: status)
        return status[section] as? [String: Any] ?? [:]
    }

    /// Why the daemon is not well; empty where it is.
    public func reasons() throws -> [String] {
        try get("/status").object["reasons"] as? [String] ?? []
    }

    /// The sum of a metric's samples whose labels contain a text.
    public func metric(_ name: String, where label: String = "") throws -> Double {
        try get("/metrics").text.split(separator: "\n").filter {
            ($0.hasPrefix(name + " ") || $0.hasPrefix(name + "{") || $0.hasPrefix(name + "_total"))
                && (label.isEmpty || $0.contains(label))
        }.compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
    }

    /// Waits until nothing is on its way any more and at least so many messages have been received by this process.
    ///
    /// - Returns: the ledger then.
    @discardableResult
    public func settled(received count: Int = 0, within seconds: Double = 30) throws -> [String: Int] {
        var last: [String: Int] = [:]
        try eventually("\(count) messages are settled; the ledger says \(last), the log \(log)", within: seconds) {
            last = try ledger()
            return last["received"] ?? 0 >= count && last["in_flight"] == 0
        }
        return last
    }

    /// Waits for `/-/ready` to stay that way is left to the caller; this waits for the brokers.
    public func connected(within seconds: Double = 20) throws {
        try eventually("every broker is connected; \(try get("/status").text)", within: seconds) {
            try status("ingest")["connected"] as? Bool == true
        }
    }
}
